/** Jest runs scripts, in which there is no `import()`. */
const importByRequire = ({ template }) => ({
  visitor: {
    Import: ({ parentPath }) =>
      void parentPath.replaceWith(
        template.expression.ast`Promise.resolve().then(() => require(${parentPath.node.arguments[0]}))`,
      ),
  },
});

module.exports = (api) => ({
  presets: ['babel-preset-expo'],
  plugins: api.env('test') ? [importByRequire] : [],
});
