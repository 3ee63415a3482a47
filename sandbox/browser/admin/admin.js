const find = (selector) => document.querySelector(selector);

async function ask(path, method = 'GET', body) {
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error((await response.json()).title);
  return response.status === 204 ? undefined : response.json();
}

const time = (milliseconds) => new Date(milliseconds).toISOString().slice(11, 19);

function fillTable(selector, rows) {
  const cells = rows.map((row) => {
    const line = document.createElement('tr');
    for (const value of row) line.insertCell().append(value);
    return line;
  });
  find(`${selector} tbody`).replaceChildren(...cells);
}

function fillCounters(counters) {
  const entries = Object.entries(counters).flatMap(([name, value]) => {
    const group = document.createElement('div');
    const term = document.createElement('dt');
    const detail = document.createElement('dd');
    term.textContent = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    detail.textContent = value;
    group.append(term, detail);
    return group;
  });
  find('.counters').replaceChildren(...entries);
}

/** Fields keep what is being typed: they are made once and filled while they have no focus. */
function fillSwitches(switches) {
  const form = find('.switches');
  for (const [name, value] of Object.entries(switches)) {
    let field = form.elements.namedItem(name);
    if (!field) {
      const label = document.createElement('label');
      field = document.createElement('input');
      field.name = name;
      label.append(name, field);
      form.append(label);
    }
    if (field !== document.activeElement) field.value = JSON.stringify(value);
  }
}

async function refresh() {
  const state = await ask('state');
  find('.origins').textContent = `${Object.values(state.origins).join('  ')}  clock ${time(state.now)}`;
  fillCounters(state.counters);
  fillSwitches(state.switches);
  fillTable(
    '.tokens',
    state.tokens.map((row) => [
      row.token,
      row.videoId,
      row.state,
      row.session ?? '',
      row.sessionCalls,
      time(row.mintedAt),
    ]),
  );
  fillTable(
    '.live',
    state.liveStreams.map((row) => [
      row.liveStreamId,
      row.name,
      row.public ? 'public' : 'private',
      airSwitch(row),
    ]),
  );
  fillTable(
    '.videos',
    state.videos.map((row) => [
      row.videoId,
      row.title,
      row.public ? 'public' : 'private',
      row.playable,
      row.tags.join(', '),
    ]),
  );
}

/** A button that puts a stream on air, or takes it off. */
function airSwitch({ liveStreamId, onAir }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = onAir ? 'End' : 'Start';
  button.addEventListener('click', () =>
    act(() => ask('broadcast', 'POST', { liveStreamId, onAir: !onAir })),
  );
  return button;
}

function say(error) {
  find('.message').textContent = error ? error.message : '';
}

const act = (work) => work().then(refresh).then(say, say);

find('.switches').addEventListener('change', ({ target }) =>
  act(async () => ask('switches', 'PATCH', { [target.name]: JSON.parse(target.value) })),
);
find('.switches').addEventListener('submit', (event) => event.preventDefault());
find('.faults').addEventListener('submit', (event) => {
  event.preventDefault();
  act(async () => ask('faults', 'PUT', { faults: JSON.parse(event.target.elements.plan.value) }));
});
find('.actions').addEventListener('submit', (event) => {
  event.preventDefault();
  const actions = {
    hour: () => ask('clock', 'POST', { advance: 3600 }),
    day: () => ask('clock', 'POST', { advance: 86_400 }),
    reset: () => ask('reset', 'POST'),
  };
  act(actions[event.submitter.value]);
});

async function live() {
  await refresh().catch(say);
  setTimeout(live, 1000);
}
live();
