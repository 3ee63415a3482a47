// The connection to the Player SDK in the page around (api-video.md, "Player messages").

/** Sends events and answers; says nothing where no SDK asked for them. */
export function sdkLink({ sdkPlayerId, sdkOrigin }) {
  const connected = sdkPlayerId !== undefined && sdkOrigin !== undefined && window.parent !== window;
  const post = (message) => {
    if (connected) window.parent.postMessage({ ...message, sdkPlayerId }, sdkOrigin);
  };
  return {
    event: (type, data = {}) => post({ type, ...data }),
    /** Calls `run` with each message of that page; what it gives back is the answer. */
    listen(run) {
      if (!connected) return;
      window.addEventListener('message', async ({ origin, source, data }) => {
        if (origin !== sdkOrigin || source !== window.parent || String(data?.sdkPlayerId) !== sdkPlayerId)
          return;
        post({ callbackId: data.callbackId, arg: await run(data) });
      });
      // Releases the commands the SDK has kept so far.
      post({ type: 'sdkSync' });
    },
  };
}
