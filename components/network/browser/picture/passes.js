// Which spells pass the filters at the left.

// Per spell 1 if it passes the choices, of those that `others` (per spell) let pass.
export function passedBy(choices, history, others) {
  const fields = Object.entries(choices).filter(([, keys]) => keys.length);
  const passes = history.kinds.map((kind) => fields.every(([field, keys]) => (
    !kind[field] || keys.some((key) => [kind[field]].flat().includes(key)))));
  const grades = new Set(choices.grades);
  return others.map((bit, index) => {
    const {kind, grade} = history.spells[index];
    return bit && passes[kind] && (!grades.size || grades.has(grade)) ? 1 : 0;
  });
}
