// Passkeys, as far as making one and logging in by one have in common.
export const canAsk = () => Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);
export const canMake = () => Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

export async function asked(address, method = "GET") {
  const answer = await fetch(address, { method, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// What a browser made or signed, put into its form, which goes as any other.
export function send(form, credential) {
  form.elements.passkey.value = JSON.stringify(credential);
  form.requestSubmit();
}

// Password managers are told what is so here; browsers that cannot do it are asked nothing.
export function signal(name, said) {
  return window.PublicKeyCredential?.[`signal${name}`]?.(said).catch(() => {});
}
