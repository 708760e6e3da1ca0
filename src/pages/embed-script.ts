/** The script for a form on another page: shows the answer in place. Whatever goes wrong, the form is sent as if there were no script. */

const SOURCE = `(() => {
  const site = new URL(document.currentScript.src).origin;

  for (const form of document.querySelectorAll("form")) {
    if (form.action !== site + "/signup") continue;
    const answer = document.createElement("div");
    answer.setAttribute("role", "status");
    answer.tabIndex = -1;
    form.after(answer);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, answer, new FormData(form));
    });
  }

  async function send(form, answer, fields) {
    const buttons = [...form.querySelectorAll("button"), ...answer.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    try {
      const headers = { Accept: "application/json" };
      const body = new URLSearchParams(fields);
      const response = await fetch(form.action, { method: "POST", headers, body });
      show(form, answer, fields, await response.json());
    } catch {
      form.submit();
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  function show(form, answer, fields, told) {
    answer.replaceChildren();
    form.hidden = told.ok;
    const lines = told.ok ? [told.message] : Object.values(told.errors);
    for (const line of lines) add(answer, "p", line);
    if (!told.ok && !told.likely) window.turnstile?.reset(form.querySelector(".cf-turnstile"));
    if (told.likely) ask(form, answer, fields, told.likely);
    answer.focus();
  }

  function ask(form, answer, fields, likely) {
    const typed = fields.get("email");
    choice("はい、" + likely + " に直して送る", likely);
    choice("いいえ、" + typed + " のまま送る", typed);

    function choice(words, email) {
      const button = add(answer, "button", words);
      button.type = "button";
      button.addEventListener("click", () => {
        form.elements.namedItem("email").value = email;
        fields.set("email", email);
        fields.set("sure", "yes");
        send(form, answer, fields);
      });
    }
  }

  function add(parent, name, words) {
    const element = document.createElement(name);
    element.textContent = words;
    parent.append(element);
    return element;
  }
})();
`;

/** Without its indentation. */
export const embedScript = SOURCE.replace(/^\s+/gm, "");
