// What is asked of the program.

export class Refused extends Error {
  constructor(status, why) {
    super(why);
    this.status = status;
  }
}

async function answered(path, options = {}, patience = 20000) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(patience) });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.why ?? "");
  return body;
}

export const ask = (path) => answered(path);

export const tell = (path, body = {}, patience = undefined) => {
  const headers = { "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(body) }, patience);
};

/** Puts the bytes of a file there. */
export const carry = (path, file) =>
  answered(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file }, 120000);

/** Follows what happens; `opened` is called on every (re)connection, `lost` when it breaks. */
export function follow({ opened, lost, happened }) {
  const stream = new EventSource("/api/stream");
  stream.onopen = opened;
  stream.onmessage = (event) => happened(JSON.parse(event.data));
  stream.onerror = () => {
    lost();
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow({ opened, lost, happened }), 2000);
  };
}
