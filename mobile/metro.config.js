const { join, sep } = require('node:path');
const { getDefaultConfig } = require('expo/metro-config');

const CLIENT = join(__dirname, '../client');

const config = getDefaultConfig(__dirname);
config.watchFolders = [CLIENT];
config.resolver.nodeModulesPaths = [join(__dirname, 'node_modules')];
// What the client needs comes from this folder too, wherever else it may be installed.
config.resolver.resolveRequest = (context, name, platform) => {
  const isForeign = context.originModulePath.startsWith(CLIENT + sep) && !name.startsWith('.');
  const from = isForeign ? { ...context, originModulePath: join(__dirname, 'package.json') } : context;
  return context.resolveRequest(from, name, platform);
};

module.exports = config;
