'use strict';

// Every text of a clip is set as text, never as markup.
const data = JSON.parse(document.getElementById('data').textContent);

const one = id => document.getElementById(id);

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

function button(className, text, act) {
  const element = make('button', className, text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

const counted = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function time(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}

const moment = text => new Date(text).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function day(text) {
  const date = new Date(text);
  const year = date.getFullYear() === new Date(data.madeAt).getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(undefined, { year, month: 'short', day: 'numeric' });
}

const makerOf = card => [card.provider, card.model].filter(Boolean).join(' · ');

const label = card => card.name ?? (card.prompt ? shortened(card.prompt, 60) : card.shortId);

const shortened = (text, length) => text.length > length ? `${[...text].slice(0, length - 1).join('').trimEnd()}…` : text;

function kindOf(state) {
  if (state === 'Completed') return 'good';
  return ['Failed', 'Expired', 'Unknown'].includes(state) ? 'bad' : state === 'Cancelled' ? 'quiet' : 'busy';
}

// A page that is opened as a file may not be allowed to remember.
const kept = {
  get(name) { try { return localStorage.getItem(`videogen-gallery-${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`videogen-gallery-${name}`, value); } catch { /* then not */ } },
};
