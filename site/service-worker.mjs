/** The service worker of the page "Try it": it keeps the page's files, so that a reload works without a network. Built by offline.mjs. */
import { precacheAndRoute } from 'workbox-precaching';

// The list is put in by offline.mjs.
/* global FILES */
precacheAndRoute(FILES);
