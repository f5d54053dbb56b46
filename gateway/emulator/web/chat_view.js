// Draws the messages of one chat. Text only ever becomes text, never markup.

const time = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" });

const speakers = { bot: "Một cửa: ", agent: "Cán bộ: ", citizen: "Bạn: " };

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Only addresses of the Vietnamese state can be opened from here. */
export function isGovAddress(address) {
  try {
    const url = new URL(address);
    const host = url.hostname.toLowerCase();
    return /^https?:$/.test(url.protocol) && (host === "gov.vn" || host.endsWith(".gov.vn"));
  } catch {
    return false;
  }
}

function link(address, text) {
  const made = element("a", "", text);
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function textWithLinks(text) {
  const out = document.createDocumentFragment();
  for (const piece of text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)) {
    if (!piece) continue;
    out.append(isGovAddress(piece) ? link(piece, piece) : document.createTextNode(piece));
  }
  return out;
}

export function deliveryText(delivery, problem) {
  if (delivery === 0) return { text: "Đang gửi…", state: "sending" };
  if (delivery === 200) return { text: "Đã nhận (200)", state: "received" };
  if (delivery > 0) return { text: `Lỗi: cổng trả lời ${delivery}`, state: "failed" };
  const why = { no_connection: "không kết nối được với cổng", no_webhook: "chưa đặt địa chỉ webhook" };
  return { text: "Lỗi: " + (why[problem] || "cổng không trả lời"), state: "failed" };
}

function setDelivery(line, delivery, problem) {
  const { text, state } = deliveryText(delivery, problem);
  line.textContent = text;
  line.dataset.state = state;
}

function buttonFor(button, press) {
  if (button.kind === "link" && isGovAddress(button.value)) {
    const made = link(button.value, button.title);
    made.className = "choice";
    return made;
  }
  const made = element("button", "choice", button.title);
  made.type = "button";
  if (button.kind === "link" || button.kind === "phone") {
    made.disabled = true;
    made.title = button.kind === "link" ? "Chỉ mở được địa chỉ .gov.vn" : "Số điện thoại: " + button.value;
  } else {
    made.addEventListener("click", () => press(button));
  }
  return made;
}

export class ChatView {
  /** `press` is called with a button that a person chose. */
  constructor(list, replies, press) {
    this.list = list;
    this.replies = replies;
    this.press = press;
    this.clear();
  }

  clear() {
    this.lines = new Map();
    this.early = new Map();
    this.list.replaceChildren(element("p", "empty", "Chưa có tin nhắn. Hãy chọn một câu hỏi mẫu hoặc nhập câu hỏi của bạn."));
    this.showQuickReplies([]);
  }

  add(message) {
    this.list.querySelector(".empty")?.remove();
    if (message.pressed) {
      this.addPressed(message);
    } else {
      this.addBubble(message);
    }
    this.showQuickReplies(message.from === "bot" ? message.buttons.filter((each) => each.kind === "quick_reply") : []);
    this.scrollTo(this.list.lastElementChild);
  }

  /** To the end, but never past the beginning of a long answer. */
  scrollTo(row) {
    const end = this.list.scrollHeight - this.list.clientHeight;
    this.list.scrollTop = Math.min(end, Math.max(0, row.offsetTop - 76));
  }

  addPressed(message) {
    const row = element("div", "row pressed");
    row.append(element("span", "", `Đã chọn “${message.text}”`), this.deliveryLine(message));
    this.list.append(row);
  }

  addBubble(message) {
    const row = element("div", "row " + message.from);
    row.append(element("span", "unseen", speakers[message.from]));
    const bubble = element("div", "bubble");
    if (message.attachment) bubble.append(element("span", "file", message.attachment));
    if (message.text) {
      const text = element("div", "text");
      text.append(textWithLinks(message.text));
      bubble.append(text);
    }
    row.append(bubble);
    const choices = message.buttons.filter((each) => each.kind !== "quick_reply");
    if (choices.length > 0) {
      const group = element("div", "choices");
      group.append(...choices.map((each) => buttonFor(each, this.press)));
      bubble.append(group);
    }
    const foot = element("div", "foot", (message.from === "agent" ? "Cán bộ · " : "") + time.format(new Date(message.at)));
    if (message.from === "citizen") foot.append(" · ", this.deliveryLine(message));
    row.append(foot);
    this.list.append(row);
  }

  deliveryLine(message) {
    const line = element("span", "delivery");
    const early = this.early.get(message.sequence);
    setDelivery(line, early ? early.delivery : message.delivery, early?.problem);
    this.lines.set(message.sequence, line);
    return line;
  }

  /** The gateway's answer may be known before the message itself comes with the events. */
  delivered(sequence, delivery, problem) {
    const line = this.lines.get(sequence);
    if (line) setDelivery(line, delivery, problem);
    this.early.set(sequence, { delivery, problem });
  }

  showQuickReplies(buttons) {
    this.replies.replaceChildren(...buttons.map((each) => buttonFor(each, this.press)));
    this.replies.hidden = buttons.length === 0;
  }
}
