const wanted = { state: '', provider: '', model: '', text: '' };

const searched = new Map(data.cards.map(card => [card, [card.name, card.prompt, card.provider, card.model, card.batch, card.state, card.id, card.key, card.file, card.reason]
  .filter(Boolean).join('\n').toLowerCase()]));

const numbers = { cost: card => card.cost ?? -1, seconds: card => card.seconds ?? -1, created: card => Date.parse(card.created) };

const stateOrder = ['Completed', 'Not saved', 'Running', 'Queued', 'Sending', 'Pending', 'Unknown', 'Failed', 'Expired', 'Cancelled'];

const byText = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function matches(card) {
  return (!wanted.state || card.state === wanted.state)
    && (!wanted.provider || card.provider === wanted.provider)
    && (!wanted.model || card.model === wanted.model)
    && wanted.text.split(/\s+/).every(word => searched.get(card).includes(word));
}

function tally(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => byText.compare(a, b));
}

// A job counts once, however many clips it has.
function costs(cards) {
  const units = new Map();
  for (const card of new Map(cards.filter(card => card.unit).map(card => [card.key, card])).values()) {
    const sum = units.get(card.unit) ?? { amount: 0, estimated: false };
    units.set(card.unit, { amount: sum.amount + card.cost, estimated: sum.estimated || !card.charged });
  }
  return [...units].map(([unit, { amount, estimated }]) => `${estimated ? 'about ' : ''}${amount.toLocaleString('en', { maximumFractionDigits: 4 })} ${unit}`);
}

function summarise(shown) {
  const clips = shown.filter(card => card.source);
  const seconds = clips.reduce((sum, card) => sum + (card.seconds ?? 0), 0);
  const jobs = cards => new Set(cards.map(card => card.key)).size;
  const of = shown.length < data.cards.length ? ` of ${jobs(data.cards).toLocaleString('en')}` : '';
  const count = `${jobs(shown).toLocaleString('en')}${of} ${jobs(data.cards) === 1 ? 'job' : 'jobs'}`;
  one('summary').textContent = [count, counted(clips.length, 'clip'), seconds ? time(Math.round(seconds * 10) / 10) : null, ...costs(shown)].filter(Boolean).join(' · ');
}

const visible = () => [...one('cards').children].filter(element => !element.hidden);

function apply() {
  for (const element of elements) {
    const hides = !matches(cardOf(element));
    if (hides && !element.hidden) element.querySelector('video')?.pause();
    element.hidden = hides;
  }
  const shown = visible().map(cardOf);
  one('nothing').hidden = shown.length > 0;
  one('compare-any').hidden = !shown.some(card => card.group !== undefined);
  summarise(shown);
  settleFocus();
}

function order() {
  const key = one('sort').value;
  const number = numbers[key];
  const sorted = [...elements];
  if (number) sorted.sort((a, b) => number(cardOf(b)) - number(cardOf(a)));
  else if (key) sorted.sort((a, b) => byText.compare(label(cardOf(a)), label(cardOf(b))));
  one('cards').append(...sorted);
}

function choose(state) {
  wanted.state = state;
  for (const chip of one('states').children) chip.setAttribute('aria-pressed', chip.dataset.state === state);
  apply();
}

function fillStates() {
  const states = tally(data.cards.map(card => card.state)).sort(([a], [b]) => stateOrder.indexOf(a) - stateOrder.indexOf(b));
  for (const [state, count] of [['', data.cards.length], ...states]) {
    const chip = button('chip', `${state || 'All'} `, () => choose(state));
    chip.dataset.state = state;
    chip.append(make('b', '', count.toLocaleString('en')));
    one('states').append(chip);
  }
}

function fillSelect(name) {
  const select = one(name);
  const values = tally(data.cards.map(card => card[name]));
  select.append(new Option('all', ''), ...values.map(([value, count]) => new Option(`${value} (${count})`, value)));
  select.parentElement.hidden = values.length < 2;
  select.addEventListener('change', () => { wanted[name] = select.value; apply(); });
}

function search(text) {
  one('text').value = text;
  wanted.text = text.trim().toLowerCase();
  apply();
}

one('text').addEventListener('input', event => search(event.target.value));
one('sort').addEventListener('change', order);
one('reset').addEventListener('click', () => {
  for (const name of ['provider', 'model']) one(name).value = wanted[name] = '';
  wanted.state = '';
  choose('');
  search('');
});
