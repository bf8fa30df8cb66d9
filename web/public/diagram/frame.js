// Draws one diagram, in a frame that has an origin of its own and no network, and tells the page how tall it is.
addEventListener('message', async ({ source, data }) => {
  if (source !== parent) return;
  await load(data.libraryUrl);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // Labels are drawn as SVG's own text, and no diagram may choose otherwise.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'suppressErrorRendering',
      'htmlLabels',
      'flowchart',
      'themeCSS',
      'fontFamily',
    ],
    theme: data.isDark ? 'dark' : 'neutral',
    fontFamily: 'ui-sans-serif, system-ui, sans-serif',
  });
  document.documentElement.style.colorScheme = data.isDark ? 'dark' : 'light';
  const drawing = await mermaid.render('diagram', data.code).catch(() => undefined);
  // Where it cannot be read, the page goes on showing the code.
  if (!drawing) return;
  document.body.innerHTML = drawing.svg;
  // Links of a drawing do not say where they lead, so they lead nowhere.
  for (const link of document.querySelectorAll('a')) {
    for (const { name } of [...link.attributes]) if (/href$|^target$/.test(name)) link.removeAttribute(name);
  }
  const tellHeight = () => parent.postMessage({ heightPx: document.body.offsetHeight }, '*');
  // At once: as long as the page hides the frame, a browser may put off what an observer waits for, without end.
  tellHeight();
  new ResizeObserver(tellHeight).observe(document.body);
});

function load(url) {
  return new Promise((resolve, reject) => {
    const script = document.head.appendChild(document.createElement('script'));
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    script.src = url;
  });
}

parent.postMessage({ isReady: true }, '*');
