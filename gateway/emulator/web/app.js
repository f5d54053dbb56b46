// Connects the chat page with the emulator: sends what the citizen does, fetches news, keeps the log.

import { ChatView, element } from "./chat_view.js";
import { citizen, freshCitizen } from "./citizen.js";
import { ExchangeView } from "./exchange_view.js";

const channelNames = { zalo: "Zalo Official Account", messenger: "Trang Facebook", web: "Trò chuyện trên web" };
const samples = [
  "lam lai bang lai xe mat thi can giay to gi",
  "Đăng ký khai sinh cho con cần giấy tờ gì?",
  "Làm căn cước hết bao nhiêu tiền?",
  "Đăng ký tạm trú ở đâu, mất mấy ngày?",
  "Thủ tục thành lập hộ kinh doanh",
  "Tôi muốn gặp nhân viên",
];

const byId = (id) => document.getElementById(id);
const panel = byId("panel");
const tabs = [byId("tab-zalo"), byId("tab-messenger"), byId("tab-web")];
const message = byId("message");
const notice = byId("notice");
const log = byId("log");
const chat = new ChatView(byId("messages"), byId("replies"), press);
const exchanges = new ExchangeView(byId("exchanges"), byId("log-empty"));

let channel = "zalo";
let asAgent = false;
let user = citizen(channel);
let last = 0;
let run = null;
let polling = null;
let lastExchange = 0;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(path, body, signal) {
  const options = body === undefined ? { signal } : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || String(response.status));
  return answer;
}

function tell(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

async function act(what) {
  const view = polling;
  tell("");
  try {
    const answer = await ask("/api/send", { channel, user, ...what });
    if (view === polling) chat.delivered(answer.sequence, answer.gateway_status || -1, answer.problem);
  } catch (error) {
    tell("Không gửi được: " + error.message);
  }
}

function press(button) {
  if (button.kind === "say") return act({ text: button.value });
  if (button.kind === "quick_reply") return act({ text: button.title, payload: button.value });
  return act({ payload: button.value, title: button.title });
}

async function writeAsAgent(text) {
  tell("");
  try {
    await ask("/api/agent", { channel, user, text });
  } catch (error) {
    tell("Không gửi được: " + error.message);
  }
}

function sendText() {
  const text = message.value.trim();
  if (!text) return;
  message.value = "";
  fitHeight();
  if (asAgent) writeAsAgent(text);
  else act({ text });
}

/** The web chat has no inbox in which a person of the office could write. */
function playAgent(yes) {
  asAgent = yes && channel !== "web";
  const button = byId("as-agent");
  button.setAttribute("aria-pressed", String(asAgent));
  button.hidden = channel === "web";
  panel.classList.toggle("as-agent", asAgent);
  message.placeholder = asAgent ? "Viết với tư cách cán bộ…" : "Nhập câu hỏi…";
}

function sendFile(file) {
  const kind = file.type.split("/")[0];
  const type = ["image", "audio", "video"].includes(kind) ? kind : "file";
  act({ attachment: { type, name: file.name } });
}

function fitHeight() {
  message.rows = Math.min(5, message.value.split("\n").length);
}

function beginChat() {
  polling?.abort();
  polling = new AbortController();
  last = 0;
  chat.clear();
  tell("");
  showOnlyMine();
  followChat(polling.signal);
}

async function followChat(signal) {
  while (!signal.aborted) {
    try {
      const query = new URLSearchParams({ channel, user, after: String(last), wait: last ? "20" : "0" });
      const answer = await ask("/api/events?" + query, undefined, signal);
      if (signal.aborted) return;
      if (run !== null && run !== answer.run) return beginAnew(answer.run);
      run = answer.run;
      for (const each of answer.messages) {
        chat.add(each);
        last = each.sequence;
      }
      if (answer.messages.length === 0 && last === 0) await pause(400);
    } catch {
      if (signal.aborted) return;
      await pause(2000);
    }
  }
}

/** The emulator was started again: what is on the screen exists no more. */
function beginAnew(newRun) {
  run = newRun;
  lastExchange = 0;
  exchanges.clear();
  beginChat();
}

function choose(next) {
  channel = next;
  user = citizen(channel);
  for (const tab of tabs) {
    const chosen = tab.dataset.channel === channel;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  panel.dataset.channel = channel;
  panel.setAttribute("aria-labelledby", "tab-" + channel);
  byId("channel-name").textContent = channelNames[channel];
  playAgent(false);
  beginChat();
}

function showOnlyMine() {
  exchanges.showOnly(byId("only-mine").checked ? channel + "/" + user : null);
}

function openLog(open) {
  log.hidden = !open;
  byId("log-toggle").setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("with-log", open);
}

async function followLog() {
  while (true) {
    if (!log.hidden && !document.hidden) {
      try {
        const answer = await ask("/api/log?after=" + lastExchange);
        if (answer.exchanges.length > 0) lastExchange = answer.exchanges[answer.exchanges.length - 1].number;
        exchanges.add(answer.exchanges);
      } catch {
        // The chat says when the emulator is away.
      }
    }
    await pause(1200);
  }
}

async function shakeHands() {
  const result = byId("handshake-result");
  result.textContent = "Đang thử…";
  try {
    const answer = await ask("/api/handshake", {});
    result.textContent = answer.ok
      ? `Bắt tay thành công: cổng trả lại đúng ${answer.challenge}.`
      : `Bắt tay thất bại: cổng trả lời ${answer.gateway_status || answer.problem}.`;
  } catch (error) {
    result.textContent = "Bắt tay thất bại: " + error.message;
  }
}

function listSamples() {
  for (const text of samples) {
    const button = element("button", "sample", text);
    button.type = "button";
    button.addEventListener("click", () => act({ text }));
    const item = element("li");
    item.append(button);
    byId("samples").append(item);
  }
}

function listen() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendText();
  });
  message.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });
  message.addEventListener("input", fitHeight);
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    if (event.target.files.length > 0) sendFile(event.target.files[0]);
    event.target.value = "";
  });
  for (const tab of tabs) {
    tab.addEventListener("click", () => choose(tab.dataset.channel));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const step = event.key === "ArrowRight" ? 1 : tabs.length - 1;
      const other = tabs[(tabs.indexOf(tab) + step) % tabs.length];
      other.focus();
      choose(other.dataset.channel);
    });
  }
  byId("fresh").addEventListener("click", () => {
    user = freshCitizen(channel);
    beginChat();
    message.focus();
  });
  byId("as-agent").addEventListener("click", () => {
    playAgent(!asAgent);
    message.focus();
  });
  byId("log-toggle").addEventListener("click", () => openLog(log.hidden));
  byId("log-close").addEventListener("click", () => {
    openLog(false);
    byId("log-toggle").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !log.hidden) openLog(false);
  });
  byId("only-mine").addEventListener("change", showOnlyMine);
  byId("handshake").addEventListener("click", shakeHands);
}

listSamples();
listen();
openLog(window.matchMedia("(min-width: 1180px)").matches);
choose(Object.hasOwn(channelNames, location.hash.slice(1)) ? location.hash.slice(1) : "zalo");
followLog();
