// Texts of the page whose contrast with what lies under them is less than 4.5 to 1.
// WCAG 2.1, "contrast ratio" and "relative luminance"; controls that are switched off are exempt.
() => {
  const LEAST = 4.5
  const parts = text => {
    const found = (text.match(/[\d.]+/g) || []).map(Number)
    return found.length < 3 ? [0, 0, 0, 0] : [...found.slice(0, 3), found[3] ?? 1]
  }
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]))
  const luminance = colour => {
    const [r, g, b] = colour.map(c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const opacity = node => { let all = 1; for (; node instanceof Element; node = node.parentElement) all *= getComputedStyle(node).opacity; return all }
  // what is painted by an element: a shape's fill, a box's background
  const paint = node => {
    const style = getComputedStyle(node)
    const shape = node instanceof SVGGeometryElement
    if (node instanceof SVGElement && !shape && node.tagName !== 'svg') return [0, 0, 0, 0]
    const [r, g, b, a] = parts(shape ? style.fill : style.backgroundColor)
    return [r, g, b, a * (shape ? style.fillOpacity : 1) * opacity(node)]
  }
  const style = document.createElement('style')
  style.textContent = 'svg * { pointer-events: all !important }'
  document.head.append(style)
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const poor = []
  let count = 0
  for (let node; (node = walker.nextNode()); ) {
    const holder = node.parentElement
    if (!node.data.trim() || holder.closest('script, style, noscript, title, desc, [disabled], [aria-disabled=true]')) continue
    if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const stack = document.elementsFromPoint(x, y)
    const at = stack.findIndex(each => each === holder || each.contains(holder))
    if (at < 0) continue // under a fold, or out of sight
    const below = stack.slice(at).filter(each => each !== holder || !(each instanceof SVGElement))
    const ground = below.reverse().reduce((under, each) => over(paint(each), under), [255, 255, 255])
    const look = getComputedStyle(holder)
    const [r, g, b, a] = parts(holder instanceof SVGElement ? look.fill : look.color)
    const found = ratio(over([r, g, b, a * opacity(holder)], ground), ground)
    count += 1
    if (found < LEAST) poor.push(`${found.toFixed(2)}: ${node.data.trim().slice(0, 40)} (${holder.tagName})`)
  }
  style.remove()
  return { count, poor }
}
