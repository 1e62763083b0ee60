// Stops early, in plain words, where the Node.js that runs is older than the product needs.
const wanted_major = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted_major) {
  console.error(
    `Nguồn cần Node.js ${wanted_major} trở lên; máy đang chạy ${process.version}.\n` +
      `Nguồn needs Node.js ${wanted_major} or later; this is ${process.version}.\n` +
      'Run it through npm (npm start, npm test, npm run …): npm install puts a fitting Node.js into\n' +
      'node_modules for Linux and Windows. On other systems install Node.js 24 first.',
  );
  process.exit(2);
}
