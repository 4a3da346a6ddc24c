/** Charts → SVG, drawn here and now: the page needs no script and no network for them. */
import {
  BarChart as Bars,
  CustomChart as Custom,
  HeatmapChart as Heat,
  LineChart as Lines,
  SankeyChart as Sankey,
} from 'echarts/charts'
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { escapeHtml, Html } from '../text/html.ts'
import type { BarChart, Chart, FlowChart, HeatMap, LineChart } from './chart.ts'

use([Bars, Custom, Heat, Lines, Sankey, GridComponent, LegendComponent, VisualMapComponent, SVGRenderer])

/**
 * Colours that no chart has; they become those of the page, so that charts are light or dark with it. The order of the
 * series is that of the page's variables.
 */
const paint = {
  ink: '#010101',
  faint: '#020202',
  ground: '#030303',
  series: ['#040401', '#040402', '#040403', '#040404', '#040405', '#040406', '#040407', '#040408'],
  heat: ['#050501', '#050502', '#050503', '#050504', '#050505', '#050506'],
} as const
const variables = new Map<string, string>([
  [paint.ink, 'var(--ink)'],
  [paint.faint, 'var(--faint)'],
  [paint.ground, 'var(--ground)'],
  ...paint.series.map((colour, i) => [colour, `var(--series-${i + 1})`] as const),
  ...paint.heat.map((colour, i) => [colour, `var(--heat-${i + 1})`] as const),
])

const text = { color: paint.ink, fontFamily: 'system-ui, sans-serif', fontSize: 13 }
const axis = {
  axisLabel: { ...text },
  axisLine: { lineStyle: { color: paint.faint } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: paint.faint, opacity: 0.5 } },
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** How large a chart wants to be, given the room there is. Heat maps and flows have a least width. */
export function sizeOf(chart: Chart, room: number): Size {
  switch (chart.kind) {
    case 'bars':
      return { width: room, height: 50 + chart.bars.length * 26 }
    case 'lines':
      return { width: room, height: 340 + 20 * Math.max(0, room < 500 ? chart.lines.length - 2 : 0) }
    case 'heat':
      return { width: Math.max(room, 260 + chart.columns.length * 42), height: 200 + chart.rows.length * 24 }
    case 'flow':
      return { width: Math.max(room, 680), height: 460 }
  }
}

/**
 * An SVG with title and description.
 * @param id of the chart in the page, unique
 */
export function drawChart(chart: Chart, id: string, size: Size): Html {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    drawing.setOption({ animation: false, textStyle: text, ...optionOf(chart, size) })
    return labelled(drawing.renderToSVGString(), chart, id)
  } finally {
    drawing.dispose()
  }
}

function optionOf(chart: Chart, size: Size): EChartsCoreOption {
  switch (chart.kind) {
    case 'bars':
      return barsOption(chart, size)
    case 'lines':
      return linesOption(chart, size)
    case 'heat':
      return heatOption(chart)
    case 'flow':
      return flowOption(chart)
  }
}

function barsOption({ bars }: BarChart, { width }: Size): EChartsCoreOption {
  const room = Math.min(width * 0.44, 330)
  const size = width < 500 ? 12 : 13
  const intervals = bars.map(({ low, high }, i) => [i, low, high])
  const hasIntervals = bars.some(({ low }) => low !== undefined)
  return {
    grid: { left: room + 10, right: 56, top: 6, bottom: 26 },
    xAxis: { type: 'value', ...axis, splitNumber: width < 500 ? 2 : 5 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => brief(label, Math.floor(room / (size * 0.58)))),
      ...axis,
      axisLabel: { ...text, fontSize: size, interval: 0 },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ value }) => value),
        barWidth: 16,
        itemStyle: { color: paint.series[0] },
        // The whisker needs the place where the number would stand.
        label: {
          show: true,
          position: hasIntervals ? 'insideLeft' : 'right',
          ...text,
          ...(hasIntervals && { color: paint.ground }),
          formatter: ({ value }: { value: number }) => shown(value),
        },
      },
      ...(hasIntervals ? [whiskers(intervals)] : []),
    ],
  }
}

/** Intervals, as lines over the ends of the bars. */
function whiskers(data: readonly (readonly (number | undefined)[])[]) {
  interface Api {
    readonly value: (at: number) => number
    readonly coord: (point: readonly [number, number]) => readonly [number, number]
  }
  return {
    type: 'custom',
    data: data.filter(([, low]) => low !== undefined),
    encode: { x: [1, 2], y: 0 },
    renderItem: (_: unknown, api: Api) => {
      const [x1, y] = api.coord([api.value(1), api.value(0)])
      const [x2] = api.coord([api.value(2), api.value(0)])
      const style = { stroke: paint.ink, lineWidth: 1.5 }
      const line = (x: number, top: number, right: number, bottom: number) => ({
        type: 'line',
        shape: { x1: x, y1: top, x2: right, y2: bottom },
        style,
      })
      return {
        type: 'group',
        children: [line(x1, y, x2, y), line(x1, y - 4, x1, y + 4), line(x2, y - 4, x2, y + 4)],
      }
    },
  }
}

function linesOption({ steps, lines }: LineChart, { width }: Size): EChartsCoreOption {
  const narrow = width < 500
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect']
  return {
    grid: { left: 44, right: narrow ? 20 : 290, top: narrow ? 24 + lines.length * 18 : 16, bottom: 30 },
    legend: {
      top: narrow ? 0 : 16,
      [narrow ? 'left' : 'right']: 0,
      orient: 'vertical',
      itemGap: narrow ? 4 : 10,
      textStyle: text,
    },
    xAxis: { type: 'category', data: steps, ...axis, boundaryGap: true },
    yAxis: { type: 'value', ...axis },
    series: lines.map(({ label, values }, i) => ({
      type: 'line',
      name: brief(label, 32),
      data: values,
      symbol: symbols[i % symbols.length],
      symbolSize: 8,
      lineStyle: { width: 2, color: paint.series[i % paint.series.length] },
      itemStyle: { color: paint.series[i % paint.series.length] },
    })),
  }
}

function heatOption({ rows, columns, shares }: HeatMap): EChartsCoreOption {
  const data = shares.flatMap((row, i) =>
    row.flatMap((share, j) => (share === null ? [] : [[j, i, Math.round(100 * share)]])),
  )
  const edges = [0, 5, 10, 20, 35, 50, 101]
  return {
    grid: { left: 240, right: 10, top: 130, bottom: 50 },
    xAxis: {
      type: 'category',
      position: 'top',
      data: columns.map((label) => brief(label, 22)),
      ...axis,
      splitLine: { show: false },
      axisLabel: { ...text, rotate: 45, interval: 0 },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((label) => brief(label, 30)),
      ...axis,
      splitLine: { show: false },
      axisLabel: { ...text, interval: 0 },
    },
    visualMap: {
      type: 'piecewise',
      orient: 'horizontal',
      left: 240,
      bottom: 0,
      itemSymbol: 'rect',
      textStyle: text,
      pieces: paint.heat.map((color, i) => ({
        gte: edges[i],
        lt: edges[i + 1],
        color,
        label:
          i === paint.heat.length - 1 ? `${edges[i]}% or more` : `${edges[i]}–${(edges[i + 1] ?? 0) - 1}%`,
      })),
    },
    series: [
      {
        type: 'heatmap',
        data,
        label: {
          show: true,
          fontSize: 11,
          color: paint.ink,
          formatter: ({ value }: { value: readonly number[] }) => String(value[2]),
        },
        itemStyle: { borderColor: paint.ground, borderWidth: 1 },
      },
    ],
  }
}

function flowOption({ from, to, links }: FlowChart): EChartsCoreOption {
  // Names may stand on both sides, so nodes go by side and place.
  const node = (side: string, i: number, label: string) => ({
    name: `${side}${i}`,
    label: brief(label, 27),
    depth: side === 'from' ? 0 : 1,
  })
  const nodes = [
    ...from.map((label, i) => node('from', i, label)),
    ...to.map((label, i) => node('to', i, label)),
  ]
  const labels = new Map(nodes.map(({ name, label }) => [name, label]))
  return {
    series: [
      {
        type: 'sankey',
        left: 220,
        right: 240,
        top: 8,
        bottom: 8,
        nodeGap: 12,
        nodeWidth: 14,
        // In the order they come: the largest on top.
        layoutIterations: 0,
        emphasis: { disabled: true },
        data: nodes.map(({ name, depth }, i) => ({
          name,
          depth,
          itemStyle: {
            color: depth === 0 ? paint.series[i % paint.series.length] : paint.ink,
            borderWidth: 0,
          },
          label: {
            ...text,
            position: depth === 0 ? 'left' : 'right',
            formatter: () => labels.get(name) ?? '',
          },
        })),
        links: links.map(({ from: a, to: b, value }) => ({
          source: `from${a}`,
          target: `to${b}`,
          value,
          lineStyle: { color: paint.series[a % paint.series.length], opacity: 0.35 },
        })),
      },
    ],
  }
}

/** The drawing with its words, and in the page's colours. */
function labelled(svg: string, { title, description }: Chart, id: string): Html {
  const own = svg
    .replace(/#0[1-5]0[1-5]0[1-8]/g, (colour) => variables.get(colour) ?? colour)
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/\bzr\d+-/g, `${id}-`)
  const words = `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>`
  return new Html(
    own.replace(
      /^<svg ([^>]*)>/,
      (_, rest: string) => `<svg role="img" aria-labelledby="${id}-title ${id}-desc" ${rest}>${words}`,
    ),
  )
}

const shown = (value: number) => (Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toFixed(0))

/**
 * As much of a label as there is room for; examples in it go first, then the middle, for labels that begin alike end
 * otherwise. Widths are guessed, for no font is at hand.
 */
function brief(label: string, length: number): string {
  const short = label.length > length ? label.replace(/,? e\.g\..*$/, '') : label
  if (short.length <= length) return short
  const end = Math.floor((length - 1) / 2)
  return `${wholeWords(short.slice(0, length - 1 - end), /\s\S*$/)}…${wholeWords(short.slice(-end), /^\S*\s/)}`
}

/** Without the word that was cut, if others are left. */
const wholeWords = (text: string, cut: RegExp) => (text.search(cut) < 0 ? text : text.replace(cut, ''))
