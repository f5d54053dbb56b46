// Draws the log of exchanges between the platforms and the gateway, newest first.

import { element } from "./chat_view.js";

const names = { zalo: "Zalo", messenger: "Messenger", web: "Web" };
const problems = {
  no_connection: "không kết nối được",
  no_answer: "không có trả lời",
  no_webhook: "chưa đặt webhook",
  too_busy: "hàng đợi đầy",
  too_large: "trả lời quá dài",
  stopped: "đã dừng",
};
const mostLines = 300;

function clock(at) {
  const date = new Date(at);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function part(title, body) {
  const out = element("div", "part");
  out.append(element("h3", "", title), element("pre", "", body || "(trống)"));
  return out;
}

function fillDetails(details, exchange, raw) {
  details.querySelectorAll(".part, .raw").forEach((each) => each.remove());
  const shown = raw ? (body) => body : pretty;
  if (exchange.signature) details.append(part("Chữ ký", exchange.signature));
  details.append(part("Gửi đi", shown(exchange.request)), part("Trả lời", shown(exchange.response)));
  const toggle = element("button", "quiet raw", raw ? "Xem dễ đọc" : "Xem nguyên văn từng byte");
  toggle.type = "button";
  toggle.addEventListener("click", () => fillDetails(details, exchange, !raw));
  details.append(toggle);
}

/** Zalo answers refusals with HTTP 200: what counts is in the body. */
function refusalIn(exchange) {
  if (exchange.direction !== "from_gateway") return "";
  try {
    const error = JSON.parse(exchange.response).error;
    return error ? "lỗi " + (error.code ?? error) : "";
  } catch {
    return "";
  }
}

function line(exchange) {
  const platform = names[exchange.channel] || exchange.channel;
  const toGateway = exchange.direction === "to_gateway";
  const item = element("li", "exchange " + exchange.direction);
  item.dataset.person = exchange.channel + "/" + exchange.user;
  const details = element("details");
  const summary = element("summary");
  const refusal = refusalIn(exchange);
  const good = exchange.status >= 200 && exchange.status < 300 && !refusal;
  const status = exchange.status ? String(exchange.status) : problems[exchange.problem] || exchange.problem;
  summary.append(
    element("span", "clock", clock(exchange.at)),
    element("span", "way", toGateway ? `${platform} → Motcua` : `Motcua → ${platform}`),
    element("span", good ? "status good" : "status bad", refusal ? `${status}, ${refusal}` : status),
    element("span", "what", `${exchange.what} · ${(exchange.took_us / 1000).toFixed(1)} ms`),
  );
  details.append(summary);
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector(".part")) fillDetails(details, exchange, false);
  });
  item.append(details);
  return item;
}

export class ExchangeView {
  constructor(list, emptyNote) {
    this.list = list;
    this.emptyNote = emptyNote;
    this.person = null;
  }

  clear() {
    this.list.replaceChildren();
    this.emptyNote.hidden = false;
  }

  /** `person` as "channel/id", or null for everybody. */
  showOnly(person) {
    this.person = person;
    for (const item of this.list.children) item.hidden = this.isHidden(item);
  }

  isHidden(item) {
    return this.person !== null && item.dataset.person !== this.person;
  }

  add(exchanges) {
    for (const exchange of exchanges) {
      const item = line(exchange);
      item.hidden = this.isHidden(item);
      this.list.prepend(item);
    }
    while (this.list.children.length > mostLines) this.list.lastElementChild.remove();
    this.emptyNote.hidden = this.list.children.length > 0;
  }
}
