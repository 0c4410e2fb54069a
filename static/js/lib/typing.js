// What somebody has typed or chosen in a part of the page, and not yet sent, is not lost when it renews itself; nor is what a
// refused form shows again.
export function isTypedIn(part) {
  const find = (wanted) => [...part.querySelectorAll(wanted)];
  return (
    find(":is(input, textarea, select):focus, form :is(.field__error, .banner--costs)").length > 0 ||
    find("input, textarea").some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked) ||
    find("select").some(({ selectedIndex, options }) => selectedIndex !== Math.max(0, [...options].findIndex((one) => one.defaultSelected)))
  );
}
