function facts(card, maker) {
  const line = make('p', 'facts');
  const add = (text, strong) => { if (text) line.append(make(strong ? 'b' : 'span', '', text)); };
  add(maker, true);
  add(card.seconds ? time(card.seconds) : null);
  add(card.details);
  add(card.costText ? card.costText + (card.part ? ' for all' : '') : null);
  return line;
}

function promptOf(card) {
  const prompt = make('p', 'prompt', card.prompt);
  prompt.dir = 'auto';
  return prompt;
}

function title(card, heading) {
  const line = make('div', 'title');
  line.dataset.kind = kindOf(card.state);
  const name = make(heading, '', label(card));
  name.dir = 'auto';
  if (card.part) name.append(' ', make('span', 'part', card.part));
  line.append(name, make('span', 'state', card.state));
  return line;
}

function why(card) {
  const panel = make('div', 'frame why');
  panel.append(make('p', '', card.reason));
  if (card.command) {
    const next = make('div', 'next', 'Run next');
    const code = make('code');
    card.command.split(' ').forEach((word, index) => code.append(index ? ' ' : '', make('span', '', word)));
    next.append(code);
    panel.append(next);
  }
  return panel;
}

function tail(card) {
  const line = make('div', 'tail');
  const made = make('time', '', day(card.created));
  made.dateTime = card.created;
  made.title = moment(card.created);
  line.append(made, make('code', '', card.shortId));
  const links = make('span', 'links');
  if (card.source) {
    const file = make('a', 'link', 'Open');
    file.href = card.source;
    file.title = `${card.file}, ${card.size}`;
    links.append(file);
  }
  if (card.group !== undefined) links.append(button('link', 'Compare', () => openComparison(card)));
  line.append(links);
  return line;
}

function article(card) {
  const element = make('article', 'card');
  element.tabIndex = -1;
  element.setAttribute('aria-label', `${label(card)}, ${card.state}`);
  if (card.source) {
    element.dataset.clip = 'yes';
    const frame = make('div', 'frame');
    frame.append(player(card), starter(card));
    element.append(frame);
  } else {
    element.append(why(card));
  }

  const text = make('div', 'text');
  text.append(title(card, 'h2'));
  if (card.prompt && card.prompt !== label(card)) {
    const prompt = promptOf(card);
    text.append(prompt);
    if (card.prompt.length > 90) {
      prompt.classList.add('long');
      const more = button('link more', 'More', () => {
        more.textContent = prompt.classList.toggle('open') ? 'Less' : 'More';
        more.setAttribute('aria-expanded', prompt.classList.contains('open'));
      });
      more.setAttribute('aria-expanded', 'false');
      text.append(more);
    }
  }
  text.append(facts(card, makerOf(card)), tail(card));
  element.append(text);
  return element;
}

// Where the whole prompt is seen there is no more of it.
function fit(element) {
  const prompt = element.querySelector('.prompt.long:not(.open)');
  if (prompt) element.querySelector('.more').hidden = prompt.scrollHeight <= prompt.clientHeight + 1;
}

const elements = data.cards.map(article);
const cardsByElement = new Map(elements.map((element, index) => [element, data.cards[index]]));
const cardOf = element => cardsByElement.get(element);
one('cards').append(...elements);
for (const element of elements) watcher.observe(element);
