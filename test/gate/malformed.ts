const CLOSE = 'Connection: close\r\n';
const post = (headers: string, body = '') =>
  `POST /_vitrine/tokens HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n${CLOSE}${headers}\r\n${body}`;
const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${CLOSE}${headers}\r\n`;

/** What no client would send, and what may come back; 0 where the connection just ends. */
export const MALFORMED: [name: string, bytes: string, statuses: number[]][] = [
  ['noise', '\x00\xff\x13 no HTTP at all\r\n\r\n', [400]],
  ['TLS on a plain port', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  ['a line that never ends', `GET /_vitrine/watch/${'a'.repeat(100_000)}`, [0, 400, 431]],
  [
    'headers without end',
    `GET / HTTP/1.1\r\n${'X-A: aaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(4000)}\r\n`,
    [0, 400, 431],
  ],
  ['a broken escape', get('/_vitrine/watch/%E0%A4%A'), [400]],
  ['an escape of no character', get('/_vitrine/watch/%ff'), [400, 403]],
  ['a NUL in the path', get('/_vitrine/watch/%00'), [200, 400, 403, 404]],
  ['dots', get('/_vitrine/../../../../etc/passwd'), [400, 403, 404]],
  ['encoded dots', get('/_vitrine/watch/%2e%2e%2f%2e%2e%2fetc%2fpasswd'), [200, 400, 403, 404]],
  ['two slashes', get('//evil.example/_vitrine/tokens'), [301, 400, 403, 404, 405]],
  ['another address for a target', get('http://evil.example/_vitrine/watch/x'), [200, 400, 403, 404]],
  ['a control character in a header', get('/_vitrine/watch/x', 'X-A: a\x01b\r\n'), [400]],
  ['a folded header', get('/_vitrine/watch/x', 'X-A: a\r\n b\r\n'), [200, 400]],
  ['a length that is none', post('Content-Length: ten\r\n', '{"grants":[]}'), [400]],
  ['a negative length', post('Content-Length: -1\r\n', '{"grants":[]}'), [400]],
  ['two lengths', post('Content-Length: 2\r\nContent-Length: 13\r\n', '{"grants":[]}'), [400]],
  ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), [400]],
  ['chunks of a false size', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'), [400]],
  [
    'chunks without end',
    post('Transfer-Encoding: chunked\r\n', `${'1000\r\n'}${' '.repeat(4096)}\r\n`.repeat(40)),
    [0, 400, 413],
  ],
  ['a body that stops half way', post('Content-Length: 500\r\n', '{"grants":['), [0, 400]],
  ['two answers in one', post('Content-Length: 13\r\n', '{"grants":[]}GET / HTTP/1.1\r\n\r\n'), [200, 400]],
  ['a method of its own', `STEAL /_vitrine/tokens HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [400]],
  ['CONNECT', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n', [0, 400, 404, 405]],
  // Astro's adapter can make no `Request` of it, and says so with a 500 of its own.
  [
    'TRACE',
    `TRACE /_vitrine/tokens HTTP/1.1\r\nHost: x\r\nCookie: who=members\r\n${CLOSE}\r\n`,
    [400, 404, 405, 500],
  ],
  ['an upgrade', get('/_vitrine/tokens', 'Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n'), [0, 400, 405]],
  ['no host', `GET /_vitrine/watch/x HTTP/1.1\r\n${CLOSE}\r\n`, [400]],
  ['a host that is none', `GET /_vitrine/watch/x HTTP/1.1\r\nHost: a b/c@d\r\n${CLOSE}\r\n`, [200, 400, 404]],
  ['HTTP/0.9', 'GET /_vitrine/watch/x\r\n\r\n', [0, 200, 400]],
];
