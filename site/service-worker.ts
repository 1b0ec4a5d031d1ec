/** The service worker of the page "Try it": it keeps the page's files, so that a reload works without a network. Built by offline.mjs. */
import { precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';

declare const FILES: PrecacheEntry[];

precacheAndRoute(FILES);
