// Clips are read when they come near the window and let go when they leave it: a page of a thousand opens as fast as one of ten.

// A frame from the beginning stands for the clip; the very first is black in many.
const posterMoment = card => card.seconds ? Math.min(1, card.seconds / 3) : 0.1;

function player(card) {
  const video = make('video');
  video.preload = 'none';
  video.playsInline = true;
  video.tabIndex = -1;
  video.setAttribute('aria-label', `Clip ${label(card)}`);
  video.addEventListener('play', () => {
    if (!video.dataset.begun) {
      video.dataset.begun = 'yes';
      video.controls = true;
      video.currentTime = 0;
      video.parentElement.querySelector('.start').remove();
    }
    for (const other of document.querySelectorAll('#cards video')) if (other !== video) other.pause();
  });
  video.addEventListener('error', () => {
    if (!video.hasAttribute('src') || video.parentElement.querySelector('.broken')) return;
    video.parentElement.append(make('p', 'broken', 'This clip does not play here: it was moved, or the browser does not know its format.'));
  });
  return video;
}

// Until a clip is played its picture has no controls over it, only this.
function starter(card) {
  const start = button('start', '', play);
  start.tabIndex = -1;
  start.setAttribute('aria-label', `Play ${label(card)}`);
  return start;
}

function load(video, card) {
  if (video.hasAttribute('src')) return;
  video.preload = 'metadata';
  video.src = `${card.source}#t=${posterMoment(card).toFixed(2)}`;
}

function unload(video) {
  if (!video.hasAttribute('src') || video.dataset.begun) return;
  video.removeAttribute('src');
  video.load();
}

const watcher = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    const video = target.querySelector('video');
    if (isIntersecting) fit(target);
    if (video && isIntersecting) load(video, cardOf(target));
    else if (video) unload(video);
  }
}, { rootMargin: '400px 0px' });

// Paper has no window that clips could come near.
addEventListener('beforeprint', () => {
  for (const article of document.querySelectorAll('.card[data-clip]:not([hidden])')) load(article.querySelector('video'), cardOf(article));
});

function toggle(video) {
  if (video.paused) video.play().catch(() => { /* told by its error event */ });
  else video.pause();
}
