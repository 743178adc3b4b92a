import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compilePermissions, PermissionDataError } from '../../../src/core/permissions/compile.ts';
import { openPermissions, type Permissions } from '../../../src/core/permissions/table.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { PERMISSIONS } from './sample.ts';

const source = { address: 'https://example.com/permissions.json', checked: 5, etag: '"ü"' };
const compiled = compilePermissions(JSON.stringify(PERMISSIONS), source);
const permissions = openPermissions(compiled);
assert.ok(permissions);

const patch = (path: string, of: Permissions = permissions) => of.lookup('PATCH', path);
const work = (path: string) => patch(path)?.delegatedWork.join(' ');

suite('permissions of a path', () => {
  test('are by scheme, the least first: as marked, then by privilege', () => {
    assert.deepEqual(patch('/cars/1'), {
      delegatedWork: ['Cars.ReadWrite.All', 'Cars.Manage', 'Cars.Own'],
      delegatedPersonal: ['Cars.Own'],
      application: ['Cars.Manage', 'Cars.ReadWrite.All'],
    });
    assert.deepEqual(permissions.lookup('get', '/cars/1')?.delegatedWork, ['Cars.ReadWrite.All']);
  });

  test('say what a permission needs besides', () => {
    assert.deepEqual(patch("/cars(plate='B-XY 1')")?.alsoRequires, {
      'Cars.ReadWrite.All': ['Garage.Read.All', 'Plates.Read.All'],
    });
    assert.equal(patch('/cars/1')?.alsoRequires, undefined);
  });

  test('are none where there is no data, which is not the same as none needed', () => {
    for (const path of [
      '',
      '/',
      '/cars',
      '/cars/1/2',
      '/odd',
      '/cars/1/owner',
      '/__proto__',
      '/cars/1/constructor',
    ]) {
      assert.equal(patch(path), undefined, path);
    }
    assert.equal(permissions.lookup('DELETE', '/cars/1'), undefined);
    assert.equal(permissions.lookup('__proto__', '/cars/1'), undefined);
  });

  for (const [name, path] of [
    ['in any case', '/CARS/1'],
    ['with a placeholder of any name', '/cars/{carId}'],
    ['with a query', '/cars/1?$select=id'],
    ['with a tail', '/cars/1/$value'],
    ['with a slash at the end', '/cars/1/'],
    ['with the key in parentheses', "/cars('1')"],
    ['with a named key', "/cars(id='1')"],
    ['with a slash in the key', "/cars('a/b')"],
    ['with a doubled quote in the key', "/cars('it''s')"],
    ['percent-encoded', '/c%61rs/%7B1%7D'],
  ] as const) {
    test(`are found ${name}`, () => assert.equal(work(path), 'Cars.ReadWrite.All Cars.Manage Cars.Own'));
  }

  test('what is written in the data goes before a placeholder, and is left where it leads nowhere', () => {
    assert.equal(work('/cars/delta'), 'Trucks.ReadWrite.All');
    assert.equal(work('/cars/special'), 'Cars.ReadWrite.All Cars.Manage Cars.Own');
    assert.equal(work('/cars/delta/wheels/2'), 'Cars.ReadWrite.All');
    assert.equal(work('/cars/delta/7/deep'), 'Trucks.ReadWrite.All');
  });

  test('a cast may stand on either side of the key, by its alias too, and is never a key itself', () => {
    for (const path of [
      '/cars/microsoft.graph.truck/1',
      '/cars/1/microsoft.graph.truck',
      '/cars/graph.Truck/{id}',
      '/cars/1/graph.van',
      '/cars/microsoft.graph.van/1',
    ]) {
      assert.equal(work(path), 'Trucks.ReadWrite.All', path);
    }
    assert.equal(patch('/cars/microsoft.graph.bus'), undefined);
    assert.equal(patch('/cars/microsoft.graph.bus/1'), undefined);
  });

  test('functions have their parameters in any order, with any values', () => {
    for (const path of [
      '/cars/1/range(from=1,to=2)',
      "/cars/1/range(to='a,b', from=@x)",
      '/cars/1/range(from={from},to={to})',
    ]) {
      assert.deepEqual(patch(path)?.application, ['Cars.Manage'], path);
    }
    assert.equal(patch('/cars/1/range(from=1)'), undefined);
  });

  test('the path of a drive item is one value', () => {
    assert.equal(work('/me/drive/root:/a/b c/d.xlsx:/sheet'), 'Trucks.ReadWrite.All');
    assert.equal(work('/me/drive/root:/{item-path}:/sheet'), 'Trucks.ReadWrite.All');
    assert.equal(patch('/me/drive/root:/a/b'), undefined);
  });

  test('a reference has its own data', () => {
    assert.deepEqual(patch('/cars/1/owner/$ref')?.delegatedWork, ['Cars.Manage']);
  });
});

suite('the compiled file', () => {
  test('is ASCII, and keeps where it came from', () => {
    assert.match(compiled, /^[\n\x20-\x7e]+$/);
    assert.deepEqual(permissions.source, source);
    assert.deepEqual(permissions.counts, { permissions: 4, paths: 12 });
  });

  test('is not opened where it was cut or changed', () => {
    for (const text of [
      '',
      'x',
      compiled.slice(0, -1),
      compiled.replace('permissions 1', 'permissions 2'),
      compiled.slice(1),
    ]) {
      assert.equal(openPermissions(text), undefined);
    }
  });

  test('is not made of something else', () => {
    for (const text of [
      '',
      '<a/>',
      '[]',
      '{}',
      '{"permissions":[]}',
      '{"permissions":{"A":{"pathSets":[]}}}',
      'null',
    ]) {
      assert.throws(() => compilePermissions(text, source), PermissionDataError, text);
    }
  });
});

test('any JSON is permission data, or refused with a sentence', () => {
  const paths = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue()));
  const set = fc.record({
    schemeKeys: fc.oneof(fc.constant(['DelegatedWork']), fc.jsonValue()),
    methods: fc.oneof(fc.constant(['PATCH', '__proto__']), fc.jsonValue()),
    paths: fc.oneof(paths, fc.jsonValue()),
  });
  const permission = fc.record({
    schemes: fc.jsonValue(),
    pathSets: fc.array(fc.oneof(set, fc.jsonValue())),
  });
  const data = fc.dictionary(fc.string(), fc.oneof(permission, fc.jsonValue()));
  fc.assert(
    fc.property(fc.oneof(fc.record({ permissions: data }), fc.jsonValue()), (value) => {
      let text: string;
      try {
        text = compilePermissions(JSON.stringify(value), source);
      } catch (error) {
        assert.ok(error instanceof PermissionDataError);
        return;
      }
      assert.ok(openPermissions(text));
    }),
    { numRuns: 500 },
  );
});

test('any path is answered, at once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (path, method) => {
      permissions.lookup(method, path);
      patch(`/cars/${path}`);
    }),
    { numRuns: 1_000 },
  );
  const start = cpuTime();
  for (const long of ['/cars', "'", '(', '/microsoft.graph.truck/1', ':/', '{', '%', 'a,']) {
    patch(`/cars/1${long.repeat(200_000 / long.length)}`);
    patch(`/cars(${long.repeat(200_000 / long.length)})`);
  }
  assert.ok(cpuTime() - start < 5_000, `${cpuTime() - start} ms`);
});

test('names that no permission can have are not taken over: they are asked for, and written into scripts', () => {
  const evil = 'A.B\nStart-Process calc #';
  const text = JSON.stringify({
    permissions: {
      [evil]: set('/a'),
      'Good.Name': set('/b', `least=DelegatedWork;AlsoRequires=${evil},Other.Name`),
    },
  });
  const permissions = openPermissions(compilePermissions(text, { address: 'https://a', checked: 0 }));
  assert.equal(permissions?.lookup('PATCH', '/a'), undefined);
  assert.deepEqual(permissions?.lookup('PATCH', '/b')?.alsoRequires, { 'Good.Name': ['Other.Name'] });
});

test('ten thousand permissions of one path are put in order at once', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => [`P${index}.All`, set('/a')]);
  const start = cpuTime();
  compilePermissions(JSON.stringify({ permissions: Object.fromEntries(all) }), { address: '', checked: 0 });
  assert.ok(cpuTime() - start < 4_000, `${cpuTime() - start} ms`);
});

test('any number of paths is taken', () => {
  const paths = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`/a${index}`, '']));
  const sets = [{ schemeKeys: ['DelegatedWork'], methods: ['PATCH'], paths }];
  const text = compilePermissions(JSON.stringify({ permissions: { 'A.B': { pathSets: sets } } }), source);
  assert.equal(openPermissions(text)?.counts.paths, 300_000);
});

function set(path: string, options = ''): unknown {
  return { pathSets: [{ schemeKeys: ['DelegatedWork'], methods: ['PATCH'], paths: { [path]: options } }] };
}
