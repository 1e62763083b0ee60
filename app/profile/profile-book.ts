// The profiles in force and the categories of products, remembered so that judging an event costs no question to the database.
import { readProfile } from '@nguon/epcis';
import type { Fault, Profile } from '@nguon/epcis';
import { foldText } from '@nguon/vn';
import type { Database } from '../db.ts';
import { listCategories, listProfilesInForce } from './store.ts';

/** Another process learns of a change, and of a new product, within this time. */
const remembered_ms = 5_000;
const profiles_max = 1_000;
const categories_max = 100_000;

export interface ProfileInForce {
  readonly id: number;
  readonly profile: Profile;
  /** Folded names of categories; empty = every product. */
  readonly groups: ReadonlySet<string>;
}

/** What an event lacks by one profile. */
export interface ProfileGap {
  readonly profileId: number;
  readonly missing: readonly Fault[];
}

interface Category {
  /** Folded; undefined where the product is not registered. */
  readonly name: string | undefined;
  readonly until_ms: number;
}

export class ProfileBook {
  readonly #database: Database;
  readonly #categories = new Map<string, Category>();
  #profiles: readonly ProfileInForce[] = [];
  #until_ms = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async listInForce(now_ms: number): Promise<readonly ProfileInForce[]> {
    // A clock that went back must not keep an old page open.
    if (now_ms < this.#until_ms && now_ms >= this.#until_ms - remembered_ms) return this.#profiles;
    const rows = await listProfilesInForce(this.#database.system, profiles_max);
    this.#profiles = rows.flatMap(({ id, body, groups }) => {
      const { profile } = readProfile(body);
      return profile === undefined ? [] : [{ id, profile, groups: new Set(groups.map(foldText)) }];
    });
    this.#until_ms = now_ms + remembered_ms;
    return this.#profiles;
  }

  /** Makes `categoryOf` know these products. Products never change their category; one not registered may be the next moment. */
  async learnCategories(things: ReadonlySet<string>, now_ms: number): Promise<void> {
    const unknown = [...things].filter((thing) => (this.#categories.get(thing)?.until_ms ?? 0) <= now_ms);
    if (unknown.length === 0) return;
    const found = await listCategories(this.#database.system, unknown);
    if (this.#categories.size + unknown.length > categories_max) this.#categories.clear();
    for (const thing of unknown) {
      const category = found.get(thing);
      const known = category !== undefined;
      this.#categories.set(thing, {
        name: known ? foldText(category) : undefined,
        until_ms: known ? Number.POSITIVE_INFINITY : now_ms + remembered_ms,
      });
    }
  }

  categoryOf(thing: string): string | undefined {
    return this.#categories.get(thing)?.name;
  }

  /** After a change in this process: it holds at once. */
  forget(): void {
    this.#until_ms = 0;
  }
}
