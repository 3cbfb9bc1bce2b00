// Forms that lose nothing: what is typed is kept in this browser until the server has accepted it, and a second
// click sends nothing. Passwords and fields marked as sensitive are never kept; signing out forgets every draft.
(function () {
  'use strict';
  var PREFIX = 'khue.draft.';
  var KEPT = 7 * 86400e3;
  var over = false; // signing out: nothing more is kept
  var visitor = document.documentElement.dataset.visitor || '';

  function store(action) { try { return action(localStorage); } catch (e) { return null; } } // full, or switched off
  function drafts() { return store(function (s) { return Object.keys(s).filter(function (k) { return k.indexOf(PREFIX) === 0; }); }) || []; }
  function forget(key) { store(function (s) { s.removeItem(key); }); }
  function keyOf(form) { return PREFIX + visitor + '.' + form.dataset.draft; }
  function read(key) { return store(function (s) { return JSON.parse(s.getItem(key)); }); }

  function keeps(field) {
    return field.name && field.type !== 'hidden' && field.type !== 'password' && field.type !== 'file' && !field.dataset.sensitive && !field.disabled && field.type !== 'submit';
  }
  function values(form) {
    var all = {};
    Array.from(form.elements).filter(keeps).forEach(function (field) {
      var list = all[field.name] = all[field.name] || [];
      if (field.type === 'checkbox' || field.type === 'radio') { if (field.checked) list.push(field.value); } else list.push(field.value);
    });
    return all;
  }
  function fill(form, all) {
    Array.from(form.elements).filter(keeps).forEach(function (field) {
      var list = all[field.name];
      if (!list) return;
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = list.indexOf(field.value) >= 0;
      else if (list.length) field.value = list[0];
    });
  }

  // Drafts of somebody else at this computer, and old ones, go first.
  drafts().forEach(function (key) {
    var draft = read(key);
    if (!draft || Date.now() - draft.at > KEPT || (visitor && key.indexOf(PREFIX + visitor + '.') !== 0)) forget(key);
  });
  document.querySelectorAll('[data-accepted]').forEach(function (notice) {
    if (notice.dataset.accepted) forget(PREFIX + visitor + '.' + notice.dataset.accepted);
  });
  document.querySelectorAll('form[data-leave]').forEach(function (form) {
    form.addEventListener('submit', function () { over = true; drafts().forEach(forget); });
  });

  document.querySelectorAll('form[data-draft]').forEach(function (form) {
    var key = keyOf(form);
    var first = JSON.stringify(values(form));
    var draft = form.dataset.again ? null : read(key);
    var note = form.querySelector('.restored');
    var dirty = false;
    var timer = 0;

    function keep() {
      clearTimeout(timer);
      if (dirty && !over) store(function (s) { s.setItem(key, JSON.stringify({ at: Date.now(), values: values(form) })); });
    }
    if (draft && JSON.stringify(draft.values) !== first) {
      fill(form, draft.values);
      if (note) note.hidden = false;
    }
    form.addEventListener('input', function () { dirty = true; clearTimeout(timer); timer = setTimeout(keep, 400); });
    form.addEventListener('change', function () { dirty = true; keep(); });
    document.addEventListener('visibilitychange', keep);
    window.addEventListener('pagehide', keep);
    if (form.dataset.again) { dirty = true; keep(); }

    function discard() { dirty = false; clearTimeout(timer); forget(key); }
    form.addEventListener('click', function (event) {
      if (event.target.closest('[data-discard]')) {
        discard();
        fill(form, JSON.parse(first));
        note.hidden = true;
        var field = Array.from(form.elements).filter(keeps)[0];
        if (field) field.focus();
      } else if (event.target.closest('[data-discard-link]')) discard();
    });
  });

  // One submit is one submit. The server tells two by the hidden key, this spares it the second.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    var offline = form.querySelector('.offline');
    if (!navigator.onLine && offline) { event.preventDefault(); offline.hidden = false; return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'true';
    var button = event.submitter;
    if (!button) return;
    button.setAttribute('aria-disabled', 'true');
    if (button.dataset.busy) { button.dataset.idle = button.textContent; button.textContent = button.dataset.busy; }
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll('[aria-disabled]').forEach(function (button) {
        button.removeAttribute('aria-disabled');
        if (button.dataset.idle) button.textContent = button.dataset.idle;
      });
    });
  });

  // A form that came back with problems: they are read first.
  var problems = document.querySelector('.problems');
  if (problems) problems.focus();
})();
