/** Style sheets that the bundler puts into dist/webview.css. */
declare module '*.css';
