// Who writes: one random citizen a channel, remembered by this browser.

const digits = { zalo: 19, messenger: 16, web: 12 };

function randomDigits(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte, i) => String(i === 0 ? 1 + (byte % 9) : byte % 10)).join("");
}

/** A new citizen of that channel; the old conversation stays with the emulator but is shown no more. */
export function freshCitizen(channel) {
  const id = randomDigits(digits[channel]);
  try {
    localStorage.setItem("motcua.citizen." + channel, id);
  } catch {
    // Without storage the citizen lasts as long as the page.
  }
  return id;
}

export function citizen(channel) {
  let id = null;
  try {
    id = localStorage.getItem("motcua.citizen." + channel);
  } catch {
    id = null;
  }
  return id && /^[0-9]{8,20}$/.test(id) ? id : freshCitizen(channel);
}
