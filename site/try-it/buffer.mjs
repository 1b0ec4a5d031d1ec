// What the library takes of Node's Buffer: the length of a text in bytes, and base64.
const bytes = (text) => new TextEncoder().encode(text);

export const Buffer = {
  byteLength: (text) => bytes(text).length,
  from: (text, encoding) => {
    const data = encoding === 'base64' ? Uint8Array.from(atob(text.replace(/[^A-Za-z0-9+/]/g, '')), (character) => character.charCodeAt(0)) : bytes(text);
    return { toString: (wanted) => (wanted === 'base64' ? btoa(String.fromCharCode(...data)) : new TextDecoder().decode(data)) };
  },
};
