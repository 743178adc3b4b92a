import { metadataCatalog } from '../catalog/metadata/catalog.ts';
import { overlayCatalogs } from '../catalog/overlay.ts';
import type { Catalog } from '../catalog/resource.ts';
import { API_VERSIONS, type ApiVersion } from '../catalog/schema.ts';
import { MetadataFile } from '../csdl/file.ts';
import type { Environment } from '../environments.ts';
import { openPermissions, type Permissions } from '../permissions/table.ts';
import type { DocumentState, ShelfParts, UpdateOptions } from './document.ts';
import { CompiledFolder } from './folder.ts';
import type { GivenDocument } from './intake.ts';
import { Shelf } from './shelf.ts';
import { metadataAddresses, metadataHost, PERMISSION_DATA, type SourceChoice } from './sources.ts';

/** What a person decides about metadata. */
export interface MetadataSettings {
  readonly source: SourceChoice;
  /** Days after which it is asked for again; 0: never. */
  readonly refreshDays: number;
}

/** What a library is made of. */
export interface LibraryParts extends Omit<ShelfParts, 'folder' | 'refreshDays'> {
  /** Where compiled files are kept. */
  readonly folder: string;
  /** Read again each time. */
  readonly settings: () => MetadataSettings;
  /** Called when metadata or permission data is there that was not before. */
  readonly changed: () => void;
}

/** Metadata of every cloud and version, and permission data, as far as they were downloaded or given. */
export class MetadataLibrary {
  readonly #parts: LibraryParts;
  readonly #shelfParts: ShelfParts;
  readonly #changed: () => void;
  readonly #shelves = new Map<string, Shelf<MetadataFile>>();
  readonly #permissions: Shelf<Permissions>;
  readonly #catalogs = new Map<string, { readonly first: Catalog; readonly whole: Promise<Catalog> }>();

  constructor(parts: LibraryParts) {
    const { folder, settings, changed, ...rest } = parts;
    this.#parts = parts;
    this.#shelfParts = {
      ...rest,
      folder: new CompiledFolder(folder),
      refreshDays: () => settings().refreshDays,
    };
    const dropped = () => {
      this.#catalogs.clear();
      changed();
    };
    this.#changed = dropped;
    this.#permissions = new Shelf(this.#shelfParts, {
      file: 'permissions.txt',
      job: 'permissions',
      addresses: () => PERMISSION_DATA,
      open: openPermissions,
      sourceOf: ({ source }) => source,
      changed: dropped,
    });
  }

  /** The metadata of an environment and version; undefined where none is there yet. */
  metadata(environment: Environment, version: ApiVersion): Promise<MetadataFile | undefined> {
    return this.#shelf(environment, version).get();
  }

  state(environment: Environment, version: ApiVersion): Promise<DocumentState> {
    return this.#shelf(environment, version).state();
  }

  /** @throws UserError; what was there before stays */
  update(environment: Environment, version: ApiVersion, options?: UpdateOptions): Promise<MetadataFile> {
    return this.#shelf(environment, version).update(options);
  }

  /** Takes a document that a person gives. @throws UserError; what was there before stays */
  take(
    environment: Environment,
    version: ApiVersion,
    document: GivenDocument,
    options?: UpdateOptions,
  ): Promise<MetadataFile> {
    return this.#shelf(environment, version).take(document, options);
  }

  /** Which permissions paths need; undefined where that is not there yet. */
  permissions(): Promise<Permissions | undefined> {
    return this.#permissions.get();
  }

  permissionsState(): Promise<DocumentState> {
    return this.#permissions.state();
  }

  /** @throws UserError; what was there before stays */
  updatePermissions(options?: UpdateOptions): Promise<Permissions> {
    return this.#permissions.update(options);
  }

  /**
   * What URLs mean in an environment, as far as its metadata is there. The same one comes back until something of it
   * changes.
   *
   * @param first what goes before the metadata: the built-in schemas
   */
  catalog(environment: Environment, first: Catalog): Promise<Catalog> {
    const host = metadataHost(environment);
    let known = this.#catalogs.get(host);
    if (known?.first !== first) {
      known = { first, whole: this.#catalogOf(environment, first) };
      this.#catalogs.set(host, known);
    }
    return known.whole;
  }

  async #catalogOf(environment: Environment, first: Catalog): Promise<Catalog> {
    const permissions = await this.permissions();
    const found = await Promise.all(
      API_VERSIONS.map(async (version) => {
        const file = await this.metadata(environment, version);
        return (
          file && metadataCatalog({ version, file, permissionsOf: (...call) => permissions?.lookup(...call) })
        );
      }),
    );
    const catalogs = found.filter((each) => each !== undefined);
    return catalogs.length === 0 ? first : overlayCatalogs([first, ...catalogs]);
  }

  /** Ends what goes on in the background. */
  close(): void {
    for (const shelf of [this.#permissions, ...this.#shelves.values()]) shelf.close();
  }

  /** Environments of one host share their metadata. */
  #shelf(environment: Environment, version: ApiVersion): Shelf<MetadataFile> {
    const file = `metadata-${fileName(metadataHost(environment))}-${version}.txt`;
    let shelf = this.#shelves.get(file);
    if (shelf === undefined) {
      const { settings } = this.#parts;
      shelf = new Shelf(this.#shelfParts, {
        file,
        job: 'metadata',
        addresses: () => metadataAddresses(environment, version, settings().source),
        open: MetadataFile.open,
        sourceOf: ({ head }) => head.source,
        changed: this.#changed,
      });
      this.#shelves.set(file, shelf);
    }
    return shelf;
  }
}

/** A host as part of a file's name: a port's colon is none everywhere. */
function fileName(host: string): string {
  return host.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '_');
}
