/** The provider's three pages: plain, without a script, in Indonesian with English beside it. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
label,input,button{display:block;width:100%;font:inherit;box-sizing:border-box}input{padding:.6rem;margin:.25rem 0 1rem}
button{padding:.75rem;margin-top:1rem}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;

const complaint = (wrong: boolean): string =>
  wrong ? '<p role="alert">Tidak cocok. Coba lagi. <span lang="en">Not right. Try again.</span></p>' : '';

/** @param action an address of our own, made of an id that the provider drew */
export function passwordPage(action: string, wrong: boolean): string {
  return page(
    'Masuk (percobaan)',
    `${complaint(wrong)}<form method="post" action="${action}">
<label for="username">Nama pengguna <span lang="en">(user name)</span></label>
<input id="username" name="username" autocomplete="username" required>
<label for="password">Kata sandi <span lang="en">(password)</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Masuk</button></form>`,
  );
}

export function secondFactorPage(action: string, wrong: boolean): string {
  return page(
    'Faktor kedua',
    `${complaint(wrong)}<form method="post" action="${action}">
<label for="code">Enam angka dari aplikasi autentikator <span lang="en">(six digits of your app)</span></label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="\\d{6}" required>
<button type="submit">Lanjut</button></form>`,
  );
}

/** @param form the provider's own, which carries its guard against forged requests */
export function signOutPage(form: string): string {
  return page(
    'Keluar',
    `<p>Sesi di portal sudah berakhir. Akhiri juga di layanan masuk ini. <span lang="en">Sign out here, too.</span></p>
${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Keluar</button>`,
  );
}
