// What resources/math/mathjax.js.gz is made from, by packaging/build_mathjax: MathJax with the TeX that a formula of an
// answer needs, and nothing that loads, links, scripts or styles. `GL` is the global object of the engine.
const {mathjax} = require('mathjax-full/js/mathjax.js');
const {TeX} = require('mathjax-full/js/input/tex.js');
const {SVG} = require('mathjax-full/js/output/svg.js');
const {liteAdaptor} = require('mathjax-full/js/adaptors/liteAdaptor.js');
const {RegisterHTMLHandler} = require('mathjax-full/js/handlers/html.js');
require('mathjax-full/js/input/tex/base/BaseConfiguration.js');
require('mathjax-full/js/input/tex/ams/AmsConfiguration.js');
require('mathjax-full/js/input/tex/newcommand/NewcommandConfiguration.js');
require('mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js');

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

let tex;

function makeDocument() {
  tex = new TeX({
    packages: ['base', 'ams', 'newcommand', 'boldsymbol'],
    maxMacros: 1000,
    maxBuffer: 5 * 1024,
  });
  return mathjax.document('', {InputJax: tex, OutputJax: new SVG({fontCache: 'none'})});
}

let page = makeDocument();

GL.texToSvg = (latex, isDisplay) => {
  tex.reset(); // labels and numbers
  const node = page.convert(latex, {display: isDisplay, em: 16, ex: 8, containerWidth: 1280});
  const svg = adaptor.innerHTML(node);
  // What one formula defines must not change the next one.
  if (/\\(?:def|gdef|let|(?:re)?new(?:command|environment)|DeclareMathOperator)(?![A-Za-z])/.test(latex)) {
    page = makeDocument();
  }
  return svg;
};
