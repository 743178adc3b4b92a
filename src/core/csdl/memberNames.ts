/** So many names are compared one by one; hardly any type has more. */
const FEW = 12;

/** Finds the names that come twice in one type, for one type after the other: a set for each costs much more. */
export class MemberNames {
  private readonly few: string[] = [];
  private readonly more = new Set<string>();

  /** Whatever is taken from now on is in another type. */
  begin(): void {
    this.few.length = 0;
    if (this.more.size > 0) this.more.clear();
  }

  /** Takes a name, unless the type has it already. */
  take(name: string): boolean {
    const { few, more } = this;
    if (few.includes(name)) return false;
    if (few.length < FEW) few.push(name);
    else if (more.has(name)) return false;
    else more.add(name);
    return true;
  }
}
