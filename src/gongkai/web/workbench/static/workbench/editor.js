// Turns the plain field of a body into an editor. Without script the field takes HTML or plain text; the server cleans either.
const ACTS = [
  ["段落", "formatBlock", "p"], ["标题", "formatBlock", "h2"], ["小标题", "formatBlock", "h3"], ["加粗", "bold"],
  ["编号", "insertOrderedList"], ["列表", "insertUnorderedList"], ["插入表格", "table"], ["链接", "link"], ["撤销", "undo"], ["重做", "redo"],
];
document.querySelectorAll("textarea[data-editor]").forEach(field => {
  const page = document.createElement("div"), bar = document.createElement("div");
  page.className = "input doc";
  page.contentEditable = "true";
  page.setAttribute("role", "textbox");
  page.setAttribute("aria-multiline", "true");
  page.setAttribute("aria-label", "正文");
  page.style.minHeight = "20rem";
  page.style.maxWidth = "none";
  page.innerHTML = field.value || "<p><br></p>";
  bar.className = "row down1";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "排版");
  let composing = false;
  const told = () => {
    if (composing) return;
    field.value = page.innerHTML;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const act = (name, value) => {
    page.focus();
    if (name === "table") {
      const row = cell => `<tr>${`<${cell}>　</${cell}>`.repeat(3)}</tr>`;
      document.execCommand("insertHTML", false, `<table><thead>${row("th")}</thead><tbody>${row("td").repeat(2)}</tbody></table><p><br></p>`);
    } else if (name === "link") {
      const address = window.prompt("网址");
      if (address) document.execCommand("createLink", false, address);
    } else document.execCommand(name, false, value);
    told();
  };
  ACTS.forEach(([words, name, value]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn tight";
    button.textContent = words;
    button.addEventListener("mousedown", event => event.preventDefault());
    button.addEventListener("click", () => act(name, value));
    bar.append(button);
  });
  document.execCommand("defaultParagraphSeparator", false, "p");
  page.addEventListener("compositionstart", () => { composing = true; });
  page.addEventListener("compositionend", () => { composing = false; told(); });
  page.addEventListener("input", told);
  field.hidden = true;
  field.before(bar, page);
  // A form that is being sent is not saved beside: what arrives after it would be offered as not yet saved.
  let sent = false;
  field.form.addEventListener("submit", () => { field.value = page.innerHTML; sent = true; });
  field.form.addEventListener("htmx:beforeRequest", event => { if (sent) event.preventDefault(); });
  addEventListener("pageshow", () => { sent = false; });
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (label) label.addEventListener("click", () => page.focus());
});
