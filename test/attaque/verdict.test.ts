/** The judge of the attack tells what it must: a trial that nothing could fail would prove nothing. */
import { expect, it } from 'vitest';
import { documentOf } from '../setup/client.js';
import { formulaires } from './formulaires.js';
import { fautes } from './verdict.js';

const SAINS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none';script-src 'self';frame-ancestors 'none';base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-request-id': '12345678',
};
const juger = (texte: string, plus: Readonly<Record<string, string>> = {}, status = 200) =>
  fautes({ status, headers: new Headers({ ...SAINS, ...plus }), texte });

it('nothing is wrong with what is escaped', () => {
  const page =
    '<p title="&quot; onzqx7=&quot;1">&lt;script&gt;zqx7() &#39; onzqx7=1 {{1337*7331}}</p><a href="/x?q=%3Cscript%3Ezqx7">javascript:zqx7()</a>';
  expect(juger(page)).toEqual([]);
  expect(juger('', { location: '/demandes?numero=%0d%0a' }, 303)).toEqual([]);
});

it.each([
  ['<script>zqx7()</script>'],
  ['<p title="" onzqx7="1">'],
  ["<p title='' onzqx7=1>"],
  ['<textarea></textarea></title></style><zqx7>'],
  ['<a href="javascript:zqx7()">'],
  ['<p>9801547</p>'],
  ['Error at file:///src/x.ts'],
])('%s is seen', (page) => expect(juger(page)).toHaveLength(1));

it.each([['//ailleurs.example'], ['/\\ailleurs.example'], ['https://ailleurs.example/'], ['javascript:1'], ['/a b']])(
  'a redirect to %s is seen',
  (location) => expect(juger('', { location }, 303)).toHaveLength(1),
);

it('an error of ours, a header that is missing, one that was injected', () => {
  expect(juger('', {}, 500)).toEqual(['answered 500']);
  expect(juger('', { 'cache-control': 'public' })).toHaveLength(1);
  expect(juger('', { 'x-attaque': '1' })).toHaveLength(1);
  expect(juger('', { 'set-cookie': 'attaque=1' })).toHaveLength(1);
});

it('the forms of a page are those that a browser sees', () => {
  const html = `<form id="f" method="post" action="/a?x=1&amp;y=2"><input type="hidden" name="_csrf" value="&quot;j&#39;"><select name="s"><option value="1">1<option value="2" selected>2</select>
    <textarea name="t">a &lt; b</textarea><input type="checkbox" name="c"><button name="b" value="v">B</button></form><input form="f" name="dehors" value="d"><form action="/q"><input name="q"></form>`;
  const [premier, second] = formulaires(html, '/page');
  expect(premier).toEqual({
    adresse: '/a?x=1&y=2',
    methode: 'post',
    fichiers: false,
    champs: [
      { nom: '_csrf', valeur: '"j\'' },
      { nom: 's', valeur: '2' },
      { nom: 't', valeur: 'a < b' },
      { nom: 'c', valeur: 'on' },
      { nom: 'b', valeur: 'v' },
      { nom: 'dehors', valeur: 'd' },
    ],
  });
  expect(second?.methode).toBe('get');
  const noms = [...documentOf({ text: html } as never).forms].map((un) => [...un.elements].map((champ) => champ.getAttribute('name')));
  expect(noms).toEqual([premier, second].map((un) => un?.champs.map(({ nom }) => nom)));
});
