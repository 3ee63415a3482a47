/** The admin page: its script fills it from `/_sandbox/state`. */
export const ADMIN_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Sandbox</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/_sandbox/files/admin.css">
    <script type="module" src="/_sandbox/files/admin.js"></script>
  </head>
  <body>
    <header>
      <h1>Sandbox</h1>
      <p class="origins"></p>
      <form class="actions">
        <button type="submit" name="action" value="hour">Clock + 1 hour</button>
        <button type="submit" name="action" value="day">Clock + 1 day</button>
        <button type="submit" name="action" value="reset">Reset</button>
      </form>
    </header>
    <main>
      <dl class="counters" aria-label="Counters"></dl>
      <section>
        <h2>Switches</h2>
        <form class="switches"></form>
        <p class="message" role="status"></p>
      </section>
      <section>
        <h2>Faults</h2>
        <form class="faults">
          <textarea name="plan" rows="4" aria-label="Fault plan as JSON" spellcheck="false">[]</textarea>
          <button type="submit">Set</button>
        </form>
      </section>
      <section>
        <h2>Tokens</h2>
        <div class="scroll"><table class="tokens"><thead><tr><th>Private token</th><th>Video</th><th>State</th><th>Session</th><th>Session calls</th><th>Minted</th></tr></thead><tbody></tbody></table></div>
      </section>
      <section>
        <h2>Videos</h2>
        <div class="scroll"><table class="videos"><thead><tr><th>Id</th><th>Title</th><th>Access</th><th>Playable</th><th>Tags</th></tr></thead><tbody></tbody></table></div>
      </section>
      <section>
        <h2>Live streams</h2>
        <div class="scroll"><table class="live"><thead><tr><th>Id</th><th>Name</th><th>Access</th><th>On air</th></tr></thead><tbody></tbody></table></div>
      </section>
    </main>
  </body>
</html>
`;
