/** Tells that somebody is here, once she has moved a hand: no cookie, nothing kept on her device, nothing that says who. */

/** Of the address the utm_ words alone, and of the page before its site. */
export const VISIT_SCRIPT = `(()=>{
const signs=["pointermove","pointerdown","keydown","scroll"];
const tell=()=>{
for(const sign of signs)removeEventListener(sign,tell);
const words=[...new URLSearchParams(location.search)].filter(([name])=>name.startsWith("utm_"));
let from="";try{from=new URL(document.referrer).hostname}catch{}
navigator.sendBeacon("/visit",new URLSearchParams([...words,["referrer",from]]));
};
for(const sign of signs)addEventListener(sign,tell,{passive:true});
})()`;
