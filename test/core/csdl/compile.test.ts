import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compile, edmx, faults, schemaOf, structured, unused } from './documents.ts';

suite('names', () => {
  test('aliases and full names are one, across schemas, also before they are declared', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a.b" Alias="self"><ComplexType Name="one"><Property Name="p" Type="other.two"/><Property Name="q" Type="Collection(self.one)"/></ComplexType></Schema>` +
          `<Schema Namespace="a.b.c" Alias="other"><ComplexType Name="two"><Property Name="r" Type="a.b.one"/></ComplexType></Schema>`,
      ),
    );
    assert.deepEqual(metadata.aliases, { self: 'a.b', other: 'a.b.c' });
    assert.deepEqual(
      structured(metadata, 'a.b.one').properties.map(({ type }) => type),
      ['a.b.c.two', 'Collection(a.b.one)'],
    );
    assert.equal(structured(metadata, 'a.b.c.two').properties[0]?.type, 'a.b.one');
    assert.deepEqual(faults(metadata), []);
  });

  test('no alias takes the place of the primitive types', () => {
    const metadata = compile(
      schemaOf(
        '<ComplexType Name="String"/><ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="q" Type="Edm.Int32" MaxLength="1"/></ComplexType>',
        'Namespace="sample" Alias="Edm"',
      ),
    );
    const types = structured(metadata, 'sample.a').properties.map(({ type }) => type);
    assert.deepEqual(types, ['Edm.String', 'Edm.Int32']);
  });

  test('a type and a namespace of one name are told apart', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a"><EntityType Name="b"/><EntityType Name="x"><NavigationProperty Name="n" Type="a.b.c"/><NavigationProperty Name="m" Type="a.b"/></EntityType></Schema>` +
          `<Schema Namespace="a.b"><EntityType Name="c"/></Schema>`,
      ),
    );
    assert.deepEqual([...metadata.types.keys()], ['a.b', 'a.x', 'a.b.c']);
    assert.deepEqual(
      structured(metadata, 'a.x').navigation.map(({ type }) => type),
      ['a.b.c', 'a.b'],
    );
    assert.deepEqual(faults(metadata), []);
  });

  test('short names of several namespaces keep to themselves, also of different kinds', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a"><EntityType Name="identity"/></Schema><Schema Namespace="a.s"><ComplexType Name="identity"/></Schema>`,
      ),
    );
    assert.equal(structured(metadata, 'a.identity').kind, 'entity');
    assert.equal(structured(metadata, 'a.s.identity').kind, 'complex');
  });

  test('members called like what every object has are members', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="constructor"><Property Name="__proto__" Type="Edm.String"/><Property Name="toString" Type="Edm.String"/></ComplexType>`,
      ),
    );
    assert.deepEqual(
      structured(metadata, 'sample.constructor').properties.map(({ name }) => name),
      ['__proto__', 'toString'],
    );
  });
});

suite('types', () => {
  test('inheritance is known from both ends', () => {
    const metadata = compile(
      schemaOf(
        `<EntityType Name="leaf" BaseType="s.middle"/><EntityType Name="middle" BaseType="sample.root" Abstract="true"/>` +
          `<EntityType Name="root" OpenType="true" HasStream="true"><Key><PropertyRef Name="no"/></Key><Property Name="no" Type="Edm.Int32" Nullable="false"/></EntityType>`,
      ),
    );
    const root = structured(metadata, 'sample.root');
    assert.deepEqual([...(root.derived ?? [])].sort(), ['sample.leaf', 'sample.middle']);
    assert.deepEqual(structured(metadata, 'sample.middle').derived, ['sample.leaf']);
    assert.equal(structured(metadata, 'sample.leaf').base, 'sample.middle');
    assert.deepEqual(root.key, ['no']);
    assert.equal(root.open, true);
    assert.equal(root.stream, true);
    assert.equal(structured(metadata, 'sample.middle').abstract, true);
    assert.equal(root.properties[0]?.nullable, false);
  });

  test('base types that go in a circle are said and cut', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a" BaseType="s.b"/><ComplexType Name="b" BaseType="s.c"/><ComplexType Name="c" BaseType="s.a"/><ComplexType Name="d" BaseType="s.d"/>`,
      ),
    );
    assert.match(faults(metadata).join(), /Base types go in a circle\./);
    for (const name of ['a', 'b', 'c', 'd']) {
      const seen = new Set<string>();
      for (let at = metadata.types.get(`sample.${name}`); at && 'base' in at && at.base; ) {
        assert.ok(!seen.has(at.name), `${name} still goes in a circle`);
        seen.add(at.name);
        at = metadata.types.get(at.base);
      }
    }
  });

  test('what is not there is said: base types, types of properties, targets of annotations', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a" BaseType="s.gone"><Property Name="p" Type="s.lost"/></ComplexType>` +
          `<Annotations Target="s.nobody/p"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Annotations>`,
      ),
    );
    assert.deepEqual([...faults(metadata)].sort(), [
      'A base type is not there. sample.a → sample.gone',
      'A property has a type that is not there. sample.a → sample.lost',
      'An annotation is for something that is not there. sample.nobody/p',
    ]);
    assert.equal(structured(metadata, 'sample.a').base, undefined);
    assert.equal(structured(metadata, 'sample.a').properties.length, 1);
  });

  test('what is not there is said of actions, functions, sets and imports too', () => {
    const metadata = compile(
      schemaOf(
        `<Action Name="do" IsBound="true"><Parameter Name="on" Type="Collection(s.gone)"/><ReturnType Type="Edm.String"/></Action>\n` +
          `<EntityContainer Name="c"><EntitySet Name="sets" EntityType="s.lost"/>\n<FunctionImport Name="ask" Function="s.nothing"/></EntityContainer>`,
      ),
    );
    assert.deepEqual([...faults(metadata)].sort(), [
      'An action or function has a type that is not there. sample.do → sample.gone',
      'An entity set or singleton has a type that is not there. sets → sample.lost',
      'An import is for an action or function that is not there. ask → sample.nothing',
    ]);
    assert.deepEqual(metadata.leftOut.map(({ line }) => line).sort(), [2, 3, 4]);
    assert.equal(metadata.roots.length, 1);
  });

  test('an alias of two namespaces is said, and that of a vocabulary may be used for something else', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a" Alias="x"/><Schema Namespace="b" Alias="x"><ComplexType Name="t" BaseType="x.u"/><ComplexType Name="u"/></Schema><Schema Namespace="c" Alias="Core"/>`,
      ),
    );
    assert.deepEqual(faults(metadata), ['An alias stands for two namespaces: the last one counts. x → a, b']);
    assert.equal(structured(metadata, 'b.t').base, 'b.u');
  });

  test('one namespace in several schemas is one, under all of its aliases', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a" Alias="x"><ComplexType Name="t"/></Schema><Schema Namespace="a" Alias="y"><ComplexType Name="u" BaseType="x.t"><Property Name="p" Type="y.t"/></ComplexType></Schema>`,
      ),
    );
    assert.deepEqual(faults(metadata), []);
    assert.deepEqual(metadata.namespaces, ['a']);
    assert.equal(structured(metadata, 'a.u').base, 'a.t');
    assert.equal(structured(metadata, 'a.u').properties[0]?.type, 'a.t');
  });

  test('what is declared twice or without a name is said, and the first one counts', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a"><Property Name="p" Type="Edm.Int32"/><Property Name="p" Type="Edm.String"/><Property Type="Edm.String"/></ComplexType><ComplexType Name="a"/><ComplexType/>`,
      ),
    );
    assert.deepEqual([...faults(metadata)].sort(), [
      'A property has no name. sample.a/',
      'A type declares a property twice. sample.a/p',
      'A type has no name. sample.',
      'A type is declared twice: the first one counts. sample.a',
    ]);
    assert.deepEqual(structured(metadata, 'sample.a').properties, [{ name: 'p', type: 'Edm.Int32' }]);
  });

  test('what is declared twice among many is said too, and where', () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    for (const twice of ['p0', 'p11', 'p12', 'p29']) {
      for (const again of ['', ' Precision="1"']) {
        const properties = [...names, twice].map(
          (name, index) =>
            `\n<Property Name="${name}" Type="Edm.String"${index === names.length ? again : ''}/>`,
        );
        const members = [...names, twice].map(
          (name, index) => `\n<Member Name="${name}"${index === names.length && again ? '' : ' Value="1"'}/>`,
        );
        const metadata = compile(
          schemaOf(
            `<EntityType Name="a">${properties.join('')}</EntityType><EntityType Name="b">${properties[0]}</EntityType><EnumType Name="c">${members.join('')}</EnumType>`,
          ),
        );
        assert.deepEqual(
          metadata.leftOut.map(({ what, example, line }) => [what, example, line]),
          [
            ['A type declares a property twice.', `sample.a/${twice}`, 2 + 31],
            [
              'An enumeration has a member twice: the first one counts.',
              `sample.c/${twice}`,
              2 + 31 + 1 + 31,
            ],
          ],
        );
        assert.equal(structured(metadata, 'sample.a').properties.length, 30);
      }
    }
  });

  test('enumerations have their numbers: given, counted on, negative; or no member at all', () => {
    const metadata = compile(
      schemaOf(
        `<EnumType Name="e"><Member Name="none" Value="-1"/><Member Name="zero"/><Member Name="five" Value="5"/><Member Name="six"/></EnumType>` +
          `<EnumType Name="f" IsFlags="true"><Member Name="a" Value="1"/><Member Name="b" Value="2"/></EnumType><EnumType Name="g"/>`,
      ),
    );
    const members = (name: string) => {
      const type = metadata.types.get(name);
      return type?.kind === 'enum' ? type.members.map((each) => `${each.name}=${each.value}`).join(' ') : '?';
    };
    assert.equal(members('sample.e'), 'none=-1 zero=0 five=5 six=6');
    assert.equal(members('sample.f'), 'a=1 b=2');
    assert.equal(members('sample.g'), '');
    const flags = metadata.types.get('sample.f');
    assert.equal(flags?.kind === 'enum' && flags.flags, true);
    assert.deepEqual(metadata.counts.enumMembers, 6);
  });

  test('members of enumerations that have no number, or a name of another, are said and left out', () => {
    const members = [
      'Name="a" Value=""',
      'Name="b" Value="0x10"',
      'Name="c" Value="1.5"',
      'Value="1"',
      'Name="d"',
    ];
    const metadata = compile(
      schemaOf(
        `<EnumType Name="e">${[...members, 'Name="d" Value="7"'].map((each) => `<Member ${each}/>`).join('')}</EnumType>`,
      ),
    );
    const type = metadata.types.get('sample.e');
    assert.deepEqual(type?.kind === 'enum' && type.members, [{ name: 'd', value: 0 }]);
    assert.deepEqual([...faults(metadata)].sort(), [
      'A member of an enumeration has no name or no number. sample.e ×4',
      'An enumeration has a member twice: the first one counts. sample.e/d',
    ]);
  });

  test('type definitions know what is behind them', () => {
    const type = compile(
      schemaOf(`<TypeDefinition Name="t" UnderlyingType="Edm.String" MaxLength="20"/>`),
    ).types.get('sample.t');
    assert.deepEqual(type, { kind: 'typedef', name: 'sample.t', underlying: 'Edm.String', maxLength: 20 });
  });

  test('navigation says whether what it leads to is a part', () => {
    const metadata = compile(
      schemaOf(
        `<EntityType Name="a"><NavigationProperty Name="in" Type="Collection(s.a)" ContainsTarget="true" Nullable="false"/><NavigationProperty Name="out" Type="s.a"/></EntityType>`,
      ),
    );
    assert.deepEqual(structured(metadata, 'sample.a').navigation, [
      { name: 'in', type: 'Collection(sample.a)', nullable: false, contained: true },
      { name: 'out', type: 'sample.a' },
    ]);
  });
});

suite('annotations', () => {
  const core = 'Org.OData.Core.V1';
  const capabilities = 'Org.OData.Capabilities.V1';

  test('inside and outside an element are alike, and what is inside has the last word', () => {
    const metadata = compile(
      schemaOf(
        `<EntityType Name="a"><Annotation Term="${core}.Description" String="inside"/><Property Name="p" Type="Edm.String"><Annotation Term="${core}.Description" String="mine"/></Property><Property Name="q" Type="Edm.String"/></EntityType>` +
          `<Annotations Target="s.a"><Annotation Term="${core}.LongDescription" String="More."/></Annotations>` +
          `<Annotations Target="sample.a/p"><Annotation Term="${core}.Description" String="theirs"/><Annotation Term="${core}.Immutable"/></Annotations>` +
          `<Annotations Target="s.a/q"><Annotation Term="${core}.Computed" Bool="true"/><Annotation Term="${core}.Permissions"><EnumMember>${core}.Permission/Read</EnumMember></Annotation></Annotations>`,
      ),
    );
    const type = structured(metadata, 'sample.a');
    assert.equal(type.description, 'inside More.');
    assert.deepEqual(type.properties, [
      { name: 'p', type: 'Edm.String', description: 'mine', immutable: true },
      { name: 'q', type: 'Edm.String', computed: true, access: 'read' },
    ]);
    assert.equal(metadata.counts.annotations, 7);
    assert.deepEqual(metadata.leftOut, []);
  });

  test('false takes a tag away', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a"><Property Name="p" Type="Edm.String"><Annotation Term="${core}.Computed" Bool="false"/></Property></ComplexType>`,
      ),
    );
    assert.equal(structured(metadata, 'sample.a').properties[0]?.computed, undefined);
  });

  test('alternate keys go by their aliases', () => {
    const key = (alias: string) =>
      `<Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="${alias}"/><PropertyValue Property="Alias" String="${alias}"/></Record></Collection></PropertyValue></Record>`;
    const metadata = compile(
      schemaOf(
        `<EntityType Name="a"><Annotation Term="${core}.AlternateKeys"><Collection>${key('appId')}${key('code')}</Collection></Annotation></EntityType>`,
      ),
    );
    assert.deepEqual(structured(metadata, 'sample.a').alternateKeys, [['appId'], ['code']]);
  });

  test('restrictions of updates: forbidden, by PUT, making what is not there, and what to leave alone', () => {
    const restrictions = (values: string) =>
      `<Annotation Term="${capabilities}.UpdateRestrictions"><Record>${values}</Record></Annotation>`;
    const metadata = compile(
      schemaOf(
        `<EntityType Name="no">${restrictions('<PropertyValue Property="Updatable" Bool="false"/>')}</EntityType>` +
          `<EntityType Name="put">${restrictions(`<PropertyValue Property="UpdateMethod"><EnumMember>${capabilities}.HttpMethod/PUT</EnumMember></PropertyValue><PropertyValue Property="Upsertable" Bool="true"/>`)}<NavigationProperty Name="n" Type="s.no">${restrictions('<PropertyValue Property="Updatable" Bool="false"/>')}</NavigationProperty></EntityType>` +
          `<EntityType Name="some">${restrictions('<PropertyValue Property="NonUpdatableProperties"><Collection><PropertyPath>p</PropertyPath><PropertyPath>q/r</PropertyPath></Collection></PropertyValue><PropertyValue Property="Description" String="Why."/>')}</EntityType>` +
          `<EntityContainer Name="c"><EntitySet Name="sets" EntityType="s.no">${restrictions('<PropertyValue Property="Upsertable" Bool="true"/>')}</EntitySet></EntityContainer>`,
      ),
    );
    assert.deepEqual(structured(metadata, 'sample.no').update, { updatable: false });
    assert.deepEqual(structured(metadata, 'sample.put').update, { upsertable: true, method: 'PUT' });
    assert.deepEqual(structured(metadata, 'sample.put').navigation[0]?.update, { updatable: false });
    assert.deepEqual(structured(metadata, 'sample.some').update, {
      except: ['p', 'q/r'],
      description: 'Why.',
    });
    assert.deepEqual(metadata.roots[0]?.update, { upsertable: true });
  });

  test('deprecations are the newest of the revisions, with dates and a link', () => {
    const revision = (kind: string, date: string, text: string) =>
      `<Record><PropertyValue Property="Date" Date="${date}"/><PropertyValue Property="Kind" EnumMember="${core}.RevisionKind/${kind}"/><PropertyValue Property="Description" String="${text}"/><PropertyValue Property="RemovalDate" Date="2027-01-01"/></Record>`;
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a"><Annotation Term="${core}.Revisions"><Collection>${revision('Deprecated', '2022-01-01', 'old')}${revision('Deprecated', '2024-05-06', 'See https://example.com/x.')}${revision('Added', '2025-01-01', 'new')}</Collection></Annotation></ComplexType>` +
          `<EnumType Name="e"><Member Name="m"><Annotation Term="${core}.Revisions"><Collection>${revision('Deprecated', '2020-01-02', '')}</Collection></Annotation></Member></EnumType>`,
      ),
    );
    assert.deepEqual(structured(metadata, 'sample.a').deprecation, {
      since: '2024-05-06',
      removal: '2027-01-01',
      description: 'See https://example.com/x.',
      link: 'https://example.com/x',
    });
    const type = metadata.types.get('sample.e');
    assert.equal(type?.kind === 'enum' && type.members[0]?.deprecation?.since, '2020-01-02');
  });

  test('those of an overload are for it alone, those of the name are for all', () => {
    const parameter = (name: string, type: string) => `<Parameter Name="${name}" Type="${type}"/>`;
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a"/><Action Name="do" IsBound="true">${parameter('on', 's.a')}</Action><Action Name="do" IsBound="true">${parameter('on', 's.a')}${parameter('x', 'Edm.String')}</Action>` +
          `<Function Name="ask" IsComposable="true"><ReturnType Type="Collection(s.a)"/></Function>` +
          `<Annotations Target="s.do(s.a, Edm.String)"><Annotation Term="${core}.Description" String="two"/></Annotations>` +
          `<Annotations Target="s.do(sample.a,Edm.String)/x"><Annotation Term="${core}.OptionalParameter"/></Annotations>` +
          `<Annotations Target="s.ask"><Annotation Term="${core}.Description" String="any"/></Annotations>`,
      ),
    );
    assert.deepEqual(metadata.operations, [
      { kind: 'action', name: 'sample.do', boundTo: 'sample.a', parameters: [] },
      {
        kind: 'action',
        name: 'sample.do',
        boundTo: 'sample.a',
        parameters: [{ name: 'x', type: 'Edm.String', optional: true }],
        description: 'two',
      },
      {
        kind: 'function',
        name: 'sample.ask',
        parameters: [],
        returns: 'Collection(sample.a)',
        composable: true,
        description: 'any',
      },
    ]);
    assert.deepEqual(metadata.leftOut, []);
  });

  test('terms that nobody uses are counted, and so are elements', () => {
    const metadata = compile(
      schemaOf(
        `<ComplexType Name="a"><Annotation Term="my.Own" String="x"/><Annotation Term="my.Own" String="y"/><Annotation/><Strange Name="z"/></ComplexType><Term Name="t" Type="Edm.String"/>`,
      ),
    );
    assert.deepEqual(faults(metadata), ['The annotation without a term is not used. a']);
    assert.deepEqual(unused(metadata), [
      'The annotation my.Own is not used. a ×2',
      'The element Strange in ComplexType is not used. z',
      'The element Term is not used. t',
    ]);
    assert.equal(metadata.counts.annotations, 3);
  });

  test('what stands inside of elements that have no use for it is counted', () => {
    const note = `<Annotation Term="${core}.Description" String="x"/>`;
    const metadata = compile(
      schemaOf(
        `<EntityType Name="a"><NavigationProperty Name="n" Type="s.a"><ReferentialConstraint Property="p" ReferencedProperty="q"/></NavigationProperty></EntityType>` +
          `<Function Name="f"><Parameter Name="p" Type="Edm.String"><Odd/></Parameter><ReturnType Type="Edm.String">${note}</ReturnType><Odd/></Function>` +
          `<EntityContainer Name="c"><FunctionImport Name="f" Function="s.f">${note}</FunctionImport></EntityContainer>`,
      ),
    );
    assert.deepEqual([...unused(metadata)].sort(), [
      'The annotation Org.OData.Core.V1.Description of a FunctionImport is not used. Org.OData.Core.V1.Description',
      'The annotation Org.OData.Core.V1.Description of a ReturnType is not used. Org.OData.Core.V1.Description',
      'The element Odd in Function is not used. f',
      'The element Odd in Parameter is not used. p',
      'The element ReferentialConstraint in NavigationProperty is not used. n',
    ]);
    assert.equal(metadata.counts.annotations, 2);
  });
});

suite('containers', () => {
  test('paths begin with sets, singletons and imports; bindings have full names', () => {
    const metadata = compile(
      schemaOf(
        `<EntityType Name="a"/><EntityContainer Name="c"><EntitySet Name="as" EntityType="s.a"><NavigationPropertyBinding Path="s.a/n" Target="bs"/><NavigationPropertyBinding Path="m" Target="sample.c/bs"/></EntitySet>` +
          `<Singleton Name="me" Type="s.a"/><FunctionImport Name="ask" Function="s.ask"/><ActionImport Name="do" Action="s.do"/></EntityContainer>` +
          `<Annotations Target="s.c/as"><Annotation Term="Org.OData.Core.V1.Description" String="All of them."/></Annotations>`,
      ),
    );
    assert.deepEqual(metadata.roots, [
      {
        kind: 'entitySet',
        name: 'as',
        type: 'sample.a',
        description: 'All of them.',
        bindings: { 'sample.a/n': 'bs', m: 'bs' },
      },
      { kind: 'singleton', name: 'me', type: 'sample.a' },
    ]);
    assert.deepEqual(metadata.imports, [
      { kind: 'functionImport', name: 'ask', operation: 'sample.ask' },
      { kind: 'actionImport', name: 'do', operation: 'sample.do' },
    ]);
  });

  test('what has no name, or that of another, is said and left out, also in another container', () => {
    const metadata = compile(
      edmx(
        `<Schema Namespace="a"><EntityType Name="t"/><EntityContainer Name="c"><EntitySet Name="s" EntityType="a.t"/><Singleton Name="s" Type="a.t"/><EntitySet EntityType="a.t"/><ActionImport Name="do"/></EntityContainer></Schema>` +
          `<Schema Namespace="b"><EntityContainer Name="c"><Singleton Name="s" Type="a.t"/><Singleton Name="one" Type="a.t"/></EntityContainer></Schema>`,
      ),
    );
    assert.deepEqual(
      metadata.roots.map(({ kind, name }) => `${kind} ${name}`),
      ['entitySet s', 'singleton one'],
    );
    assert.deepEqual([...faults(metadata)].sort(), [
      'An entity set or singleton has no name. ',
      'An entity set or singleton is declared twice: the first one counts. s ×2',
      'An import has no name, or no action or function. do',
    ]);
  });
});
