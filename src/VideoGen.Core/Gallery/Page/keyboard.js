let held = null;

// One card takes part in the order of Tab: the one that had the focus last, else the first.
const current = () => held && !held.hidden ? held : visible()[0];

function settleFocus() {
  const now = current();
  for (const element of elements) element.tabIndex = element === now ? 0 : -1;
}

function focusOn(element) {
  if (!element) return;
  held = element;
  settleFocus();
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

function move(key) {
  const list = visible();
  const at = list.indexOf(current());
  if (!list.includes(document.activeElement?.closest('.card'))) return focusOn(list[Math.max(at, 0)]);
  const top = list[0]?.offsetTop;
  const columns = Math.max(1, list.findIndex(element => element.offsetTop !== top));
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -list.length, End: list.length }[key];
  focusOn(list[Math.min(list.length - 1, Math.max(0, at + by))]);
}

function setLayout(isList) {
  one('cards').classList.toggle('list', isList);
  one('layout').setAttribute('aria-pressed', isList);
  visible().forEach(fit);
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  const isDark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  one('theme').textContent = isDark ? 'Light' : 'Dark';
}

function turnTheme() {
  const theme = one('theme').textContent.toLowerCase();
  setTheme(theme);
  kept.set('theme', theme);
}

const turnLayout = () => setLayout(!one('cards').classList.contains('list'));

function play() {
  const article = current();
  const video = article?.querySelector('video');
  if (!video) return;
  focusOn(article);
  load(video, cardOf(article));
  toggle(video);
}

function fullScreen() {
  if (document.fullscreenElement) return document.exitFullscreen();
  current()?.querySelector('video')?.requestFullscreen().catch(() => { /* a browser may not allow it */ });
}

const keys = {
  '/': () => one('text').focus(),
  '?': () => one('help').showModal(),
  ' ': play,
  c: () => openComparison(cardOf(current())),
  f: fullScreen,
  l: turnLayout,
  t: turnTheme,
};

for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']) keys[key] = () => move(key);

function inDialog(event) {
  if (!one('compare').open || event.target.closest('input, button')) return;
  const act = { ' ': playTogether, ArrowLeft: () => turn(-1), ArrowRight: () => turn(1) }[event.key];
  if (act) { event.preventDefault(); act(); }
}

addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector('dialog[open]')) return inDialog(event);
  if (event.target === one('text')) {
    if (event.key === 'Escape') { search(''); focusOn(current()); }
    return;
  }
  // Keys that an element knows itself are its own.
  const own = event.target.matches('select, input') || (event.key === ' ' && event.target.matches('button, a, video')) || (event.target.matches('video') && event.key.startsWith('Arrow'));
  if (!own && keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

one('cards').addEventListener('focusin', event => {
  held = event.target.closest('.card') ?? held;
  settleFocus();
});
one('cards').addEventListener('pointerdown', event => { held = event.target.closest('.card') ?? held; });
one('layout').addEventListener('click', turnLayout);
one('theme').addEventListener('click', turnTheme);
one('help-open').addEventListener('click', () => one('help').showModal());

one('made').textContent = `Made ${moment(data.madeAt)}.`;
setTheme(kept.get('theme'));
fillStates();
fillSelect('provider');
fillSelect('model');
choose('');
