// Every five seconds the page is asked for again, and what changed in it is exchanged. A picture that
// is shown already stays where it is.
const EVERY = 5000;

function exchange(old, fresh) {
  const shown = new Map([...old.querySelectorAll('[data-key]')].map((one) => [one.dataset.key, one]));
  for (const one of fresh.querySelectorAll('[data-key]')) {
    const same = shown.get(one.dataset.key);
    if (same && same.outerHTML === one.outerHTML) one.replaceWith(same);
  }
  old.replaceWith(fresh);
}

async function look() {
  try {
    const answer = await fetch('/', { cache: 'no-store', redirect: 'manual' });
    if (answer.type === 'opaqueredirect') return location.reload();
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const fresh of page.querySelectorAll('[data-live]')) {
      const old = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
      if (old && old.outerHTML !== fresh.outerHTML) exchange(old, fresh);
    }
    document.body.classList.remove('is-away');
  } catch {
    document.body.classList.add('is-away');
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
