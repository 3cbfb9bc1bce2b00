// What pages do beyond links and forms: menus that close, dialogs, the notice of what was done, the copy for print.
// Without it every one of them still works, as a link or a form.
(function () {
  'use strict';
  var menus = 'details[name="top"], .list details';

  // A menu closes on Escape, and when one goes on elsewhere.
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    var open = event.target.closest && event.target.closest(menus);
    if (open && open.open) { open.open = false; open.querySelector('summary').focus(); }
  });
  document.addEventListener('click', function (event) {
    document.querySelectorAll(menus).forEach(function (menu) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  });

  // Dialogs. Without scripts their links lead to them, and they stand open as the target.
  document.addEventListener('click', function (event) {
    var opener = event.target.closest('[data-dialog]');
    if (opener) {
      var dialog = document.getElementById(opener.dataset.dialog);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    }
    var closer = event.target.closest('[data-close]');
    if (closer && closer.closest('dialog[open]')) { event.preventDefault(); closer.closest('dialog').close(); }
    if (event.target.closest('[data-print]')) window.print();
  });

  // What was done is said aloud, and leaves after 10 s unless somebody is at it.
  var toast = document.querySelector('.toast');
  if (toast) {
    var words = toast.querySelector('[role=status]');
    var text = words.textContent;
    words.textContent = '';
    setTimeout(function () { words.textContent = text; }, 50);
    var left = 10;
    var timer = setInterval(function () {
      if (toast.matches(':hover, :focus-within')) return;
      if (--left <= 0) { clearInterval(timer); toast.remove(); }
    }, 1000);
  }

  // Empty fields of a filter stay out of the address.
  document.addEventListener('htmx:configRequest', function (event) {
    if (!event.target.matches('form.filters')) return;
    var fields = event.detail.parameters;
    Object.keys(fields).forEach(function (name) { if (fields[name] === '') delete fields[name]; });
  });
  document.addEventListener('submit', function (event) {
    if (!event.target.matches('form.filters')) return;
    event.target.querySelectorAll('input, select').forEach(function (field) { if (!field.value) field.disabled = true; });
  });
})();
