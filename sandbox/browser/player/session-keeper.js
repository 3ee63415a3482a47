// One tab's memory of the sessions its pages opened. Storage may be blocked; then nothing is kept.

const name = (token) => `session ${token}`;

export function keptSession(token) {
  try {
    return token ? sessionStorage.getItem(name(token)) : null;
  } catch {
    return null;
  }
}

export function keepSession(token, session) {
  try {
    if (token && session) sessionStorage.setItem(name(token), session);
  } catch {
    // Without storage a reload needs a new token.
  }
}
