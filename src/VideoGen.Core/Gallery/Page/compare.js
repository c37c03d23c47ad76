const comparison = { cards: [], first: 0, atOnce: 8 };

const compared = () => [...one('compare-clips').querySelectorAll('video')];

const playing = () => compared().some(video => !video.paused && !video.ended);

const longest = () => Math.max(0, ...compared().map(video => video.duration || 0));

// The longest clip leads; the others may have ended before it.
const leader = () => compared().reduce((most, video) => !most || (video.duration || 0) > (most.duration || 0) ? video : most, null);

function openComparison(card) {
  const shown = visible().map(cardOf).filter(other => other.source);
  const from = card?.group !== undefined ? card : shown.find(other => other.group !== undefined);
  if (!from) return;
  comparison.cards = shown.filter(other => other.group === from.group);
  if (comparison.cards.length < 2) comparison.cards = data.cards.filter(other => other.source && other.group === from.group);
  comparison.first = Math.floor(comparison.cards.indexOf(from) / comparison.atOnce) * comparison.atOnce;
  for (const video of document.querySelectorAll('#cards video')) video.pause();
  one('compare-title').textContent = same('name') ?? same('prompt') ?? label(from);
  one('compare-prompt').textContent = same('name') ? same('prompt') ?? '' : '';
  showCompared();
  if (!one('compare').open) one('compare').showModal();
  one('compare-play').focus();
}

// What all of them have is said once.
const same = trait => comparison.cards.every(card => card[trait] === comparison.cards[0][trait]) ? comparison.cards[0][trait] : undefined;

function figure(card) {
  const element = make('figure');
  const video = make('video');
  video.preload = 'auto';
  video.playsInline = true;
  video.src = card.source;
  video.setAttribute('aria-label', `Clip ${label(card)} of ${card.provider}`);
  video.addEventListener('click', playTogether);
  video.addEventListener('loadedmetadata', follow);
  video.addEventListener('timeupdate', follow);
  video.addEventListener('ended', restart);
  element.append(video, make('h3', '', makerOf(card)));
  if (card.name && !same('name')) element.append(make('p', '', card.name));
  element.append(facts(card));
  if (card.prompt && !same('prompt')) element.append(promptOf(card));
  return element;
}

function showCompared() {
  const { cards, first, atOnce } = comparison;
  const page = cards.slice(first, first + atOnce);
  emptyCompared();
  one('compare-clips').append(...page.map(figure));
  one('compare-place').textContent = cards.length > atOnce ? `${first + 1} to ${first + page.length} of ${cards.length} clips` : `${cards.length} clips`;
  for (const [id, hides] of [['compare-before', first === 0], ['compare-after', first + atOnce >= cards.length]]) {
    one(id).disabled = hides;
    one(id).hidden = cards.length <= atOnce;
  }
  follow();
}

// Removed players would keep their files open.
function emptyCompared() {
  for (const video of compared()) { video.removeAttribute('src'); video.load(); }
  one('compare-clips').replaceChildren();
}

function turn(by) {
  const first = comparison.first + by * comparison.atOnce;
  if (first < 0 || first >= comparison.cards.length) return;
  comparison.first = first;
  showCompared();
}

function playTogether() {
  if (playing()) {
    for (const video of compared()) video.pause();
    return follow();
  }
  const at = leader()?.currentTime ?? 0;
  seekTogether(at >= longest() - 0.05 ? 0 : at);
  for (const video of compared()) if (!video.duration || video.currentTime < video.duration) video.play().catch(() => { /* told by its frame */ });
  follow();
}

function seekTogether(at) {
  for (const video of compared()) video.currentTime = Math.min(at, video.duration || at);
}

function restart() {
  if (one('compare').open && one('compare-loop').checked && !playing()) playTogether(); else follow();
}

function follow() {
  const first = leader();
  if (!first) return;
  if (playing()) for (const video of compared()) {
    const drift = Math.abs(video.currentTime - first.currentTime);
    if (!video.paused && drift > 0.15) video.currentTime = first.currentTime;
  }
  one('compare-play').textContent = playing() ? 'Pause' : 'Play';
  one('compare-seek').max = longest() || 1;
  one('compare-seek').value = first.currentTime;
  one('compare-time').textContent = `${first.currentTime.toFixed(1)} of ${longest().toFixed(1)} s`;
}

for (const type of ['play', 'pause']) one('compare-clips').addEventListener(type, follow, true);
one('compare-seek').addEventListener('input', event => seekTogether(Number(event.target.value)));
one('compare-play').addEventListener('click', playTogether);
one('compare-before').addEventListener('click', () => turn(-1));
one('compare-after').addEventListener('click', () => turn(1));
one('compare-close').addEventListener('click', () => one('compare').close());
one('compare').addEventListener('close', emptyCompared);
one('compare-any').addEventListener('click', () => openComparison(cardOf(current())));
