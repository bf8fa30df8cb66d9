const { withAndroidManifest } = require('expo/config-plugins');

/** Lets the app reach servers without TLS, which many have at home. Which server that is only the person says. */
module.exports = (config) =>
  withAndroidManifest(config, (result) => {
    const [application] = result.modResults.manifest.application ?? [];
    if (application) application.$['android:usesCleartextTraffic'] = 'true';
    return result;
  });
