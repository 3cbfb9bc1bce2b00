// Draws every <div class="chart" data-series="URL">: mean as a line, minimum and maximum as a band, holes left
// open. The server answers {t, mean, min, max, states, unit, step}; live values come as data on the SSE fragments.
(function () {
  'use strict';
  var lang = document.documentElement.lang;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function pad(n) { return (n < 10 ? '0' : '') + n; }

  function draw(box, series) {
    var number = new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 });
    var states = series.states || null;
    var stepped = states ? uPlot.paths.stepped({ align: 1 }) : undefined;
    var shown = function (u, value) {
      if (value == null) return '—';
      if (states) return states[Math.round(value)] || number.format(value);
      return number.format(value) + (series.unit ? ' ' + series.unit : '');
    };
    var axis = { stroke: colour('--ink-2'), grid: { stroke: colour('--grid'), width: 1 }, ticks: { show: false }, font: '12px ' + getComputedStyle(document.body).fontFamily };
    var long = series.to - series.from > 86400;
    var options = {
      width: box.clientWidth, height: 220, cursor: { y: false }, legend: { live: true },
      tzDate: function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), series.zone); },
      scales: {
        x: { time: true, range: function () { return [series.from, series.to]; } },
        y: states ? { range: function () { var keys = Object.keys(states).map(Number); return [Math.min.apply(null, keys) - 0.2, Math.max.apply(null, keys) + 0.2]; } } : {}
      },
      axes: [
        Object.assign({ space: 76, values: function (u, splits) {
          return splits.map(function (s) {
            var d = uPlot.tzDate(new Date(s * 1000), series.zone);
            return long && d.getHours() === 0 ? d.getDate() + '/' + (d.getMonth() + 1) : pad(d.getHours()) + ':' + pad(d.getMinutes());
          });
        } }, axis),
        Object.assign({ size: states ? 96 : 58, splits: states ? function () { return Object.keys(states).map(Number); } : undefined,
          values: function (u, splits) { return splits.map(function (v) { return states ? states[v] || '' : number.format(v); }); } }, axis)
      ],
      series: [
        { label: series.labels.time, value: function (u, s) {
          if (s == null) return '—';
          var d = uPlot.tzDate(new Date(s * 1000), series.zone);
          return (long ? d.getDate() + '/' + (d.getMonth() + 1) + ' ' : '') + pad(d.getHours()) + ':' + pad(d.getMinutes());
        } },
        { label: series.labels.max, stroke: 'transparent', width: 0, value: shown, points: { show: false }, paths: stepped, show: !states },
        { label: series.labels.min, stroke: 'transparent', width: 0, value: shown, points: { show: false }, paths: stepped, show: !states },
        { label: series.labels.mean, stroke: colour('--series'), width: 1.8, value: shown, spanGaps: false, paths: stepped, points: { show: false } }
      ],
      bands: states ? [] : [{ series: [1, 2], fill: colour('--series-band') }]
    };
    box.textContent = '';
    return new uPlot(options, [series.t, series.max, series.min, series.mean], box);
  }

  function start(box) {
    var plot = null;
    var series = null;
    function load() {
      fetch(box.dataset.series, { headers: { Accept: 'application/json' } })
        .then(function (answer) { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then(function (data) {
          series = data;
          if (plot) plot.destroy();
          plot = draw(box, series);
          box.dataset.drawn = 'true';
        })
        .catch(function () { if (!plot) box.textContent = box.dataset.failed; });
    }
    load();
    setInterval(load, Number(box.dataset.reloadSeconds) * 1000);

    new ResizeObserver(function () { if (plot && Math.abs(plot.width - box.clientWidth) > 1) plot.setSize({ width: box.clientWidth, height: 220 }); }).observe(box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () { if (plot) { plot.destroy(); plot = draw(box, series); } });

    // Live values join the last bucket or open the next one, until the next load replaces them.
    document.addEventListener('htmx:sseMessage', function (event) {
      var reading = event.target.querySelector('.reading[data-cell="' + box.dataset.cell + '"]');
      if (!reading || !plot || reading.dataset.value === '') return;
      var value = Number(reading.dataset.value);
      var at = Number(reading.querySelector('time').dataset.at) / 1000;
      var last = series.t.length - 1;
      if (last >= 0 && at < series.t[last]) return;
      var start = Math.floor(at / series.step) * series.step;
      if (last >= 0 && start <= series.t[last]) {
        // One value says nothing about the mean of hours.
        if (series.step <= 300) series.mean[last] = value;
        series.min[last] = series.min[last] == null ? value : Math.min(series.min[last], value);
        series.max[last] = series.max[last] == null ? value : Math.max(series.max[last], value);
      } else {
        series.t.push(start); series.mean.push(value); series.min.push(value); series.max.push(value);
      }
      if (at > series.to) { series.from += at - series.to; series.to = at; }
      plot.setData([series.t, series.max, series.min, series.mean]);
    });
  }

  document.querySelectorAll('.chart[data-series]').forEach(start);
})();
