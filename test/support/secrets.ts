/** Secrets for tests only. */

export const TEST_SECRETS = {
  RESEND_API_KEY: "re_test_key",
  RESEND_WEBHOOK_SECRET: "whsec_dGVzdC13ZWJob29rLXNlY3JldC0wMTIzNDU2Nzg5",
  LINK_SECRET: "test-link-secret-test-link-secret-1234",
  IDENTITY_SECRET: "test-identity-secret-test-identity-12",
};

/** Shared with the author's own system, which is told of consultations. */
export const RECEIVER_SECRET = `whsec_${btoa("a receiver's secret of 32 bytes!")}`;
