// Which tabs follow which topic, as the tab that keeps the socket counts them: a topic that nobody follows any more is left.
import "../browser-floor.js";

export class Interest {
  constructor() {
    this.topics = new Map();
  }

  follow(topic, tab) {
    if (!this.topics.has(topic)) this.topics.set(topic, new Set());
    this.topics.get(topic).add(tab);
  }

  // The topics that nobody follows once these tabs are gone.
  without(gone) {
    const left = [];
    for (const [topic, tabs] of this.topics) {
      for (const tab of tabs) if (gone(tab)) tabs.delete(tab);
      if (tabs.size) continue;
      this.topics.delete(topic);
      left.push(topic);
    }
    return left;
  }

  clear() {
    this.topics.clear();
  }
}
