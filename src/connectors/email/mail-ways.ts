import type { ConnectWay } from "#connectors/ports/manifest.ts";
import { fieldWords } from "./field-words.ts";
import {
  consentSecrets,
  emailSettings,
  googleSettings,
  microsoftSettings,
  passwordSecrets,
  tokenSecrets,
  tokenSettings,
} from "./mail-settings.ts";

/** The ways into a mailbox: by password, by consent at the two vendors that ask for it, and by a token from elsewhere. */
export const mailWays: readonly [ConnectWay, ...ConnectWay[]] = [
  {
    key: "password",
    kind: "secret",
    name: { id: "Kata sandi", en: "Password" },
    steps: [
      {
        id: "Minta kepada pengelola surel kantor nama server IMAP dan SMTP, dan kata sandi aplikasi bila kotak surat memakai verifikasi dua langkah.",
        en: "Ask whoever runs the office's mail for the names of the IMAP and SMTP servers, and for an app password if the mailbox uses two-step verification.",
      },
      {
        id: "Server di jaringan kantor sendiri harus disebut di GAUNG_ALLOWED_PRIVATE_HOSTS dengan portnya, misalnya mail.kantor.lan:993.",
        en: "Servers on the office's own network have to be named in GAUNG_ALLOWED_PRIVATE_HOSTS with their ports, such as mail.office.lan:993.",
      },
    ],
    settings: emailSettings,
    secrets: passwordSecrets,
    words: fieldWords,
    scopes: [],
  },
  {
    key: "google",
    kind: "oauth",
    name: { id: "Google", en: "Google" },
    place: "Google",
    isRenewed: true,
    steps: [
      {
        id: "Buka console.cloud.google.com dengan akun pengelola Google Workspace kantor, buat sebuah proyek, lalu isi layar persetujuannya (Google Auth Platform) dengan jenis pengguna Internal. Dengan jenis Eksternal yang masih diuji, Google memutus akses setiap tujuh hari.",
        en: "Open console.cloud.google.com as an administrator of the office's Google Workspace, make a project, and fill in its consent screen (Google Auth Platform) with the user type Internal. With External in testing, Google ends access every seven days.",
      },
      {
        id: "Tambahkan cakupan https://mail.google.com/ pada Data Access.",
        en: "Add the scope https://mail.google.com/ under Data Access.",
      },
      {
        id: "Buat OAuth client berjenis Web application dan tempelkan {callback} pada Authorized redirect URIs. Google menerima alamat https dengan nama domain, atau localhost.",
        en: "Make an OAuth client of the type Web application, and paste {callback} into Authorized redirect URIs. Google takes https addresses with a domain name, or localhost.",
      },
      {
        id: "Salin Client ID dan Client secret ke sini, tekan tombol di bawah, lalu masuk ke Google sebagai kotak surat itu, bukan sebagai diri sendiri.",
        en: "Copy the Client ID and the Client secret to here, press the button below, and sign in to Google as that mailbox, not as yourself.",
      },
      {
        id: "Mengganti kata sandi kotak surat itu memutus akses ini; hubungkan ulang sesudahnya.",
        en: "Changing that mailbox's password ends this access; connect again afterwards.",
      },
    ],
    settings: googleSettings,
    secrets: consentSecrets,
    words: fieldWords,
    scopes: [
      {
        name: "https://mail.google.com/",
        why: {
          id: "Membaca dan mengirim surel kotak ini lewat IMAP dan SMTP; Google tidak punya izin yang lebih sempit untuk itu.",
          en: "Read and send this mailbox's mail by IMAP and SMTP; Google has no narrower permission for that.",
        },
      },
    ],
  },
  {
    key: "microsoft",
    kind: "oauth",
    name: { id: "Microsoft 365", en: "Microsoft 365" },
    place: "Microsoft",
    isRenewed: true,
    steps: [
      {
        id: "Buka entra.microsoft.com sebagai pengelola, lalu App registrations dan New registration. Pilih Web sebagai jenis Redirect URI dan tempelkan {callback}.",
        en: "Open entra.microsoft.com as an administrator, then App registrations and New registration. Choose Web as the kind of Redirect URI, and paste {callback}.",
      },
      {
        id: "Pada API permissions tambahkan izin Delegated dari Office 365 Exchange Online atau Microsoft Graph: IMAP.AccessAsUser.All, SMTP.Send, dan offline_access; lalu tekan Grant admin consent.",
        en: "Under API permissions add the delegated permissions of Office 365 Exchange Online or Microsoft Graph: IMAP.AccessAsUser.All, SMTP.Send and offline_access; then press Grant admin consent.",
      },
      {
        id: "Pada Certificates & secrets buat Client secret. Catat tanggal habisnya: sesudah itu akun ini harus dihubungkan ulang dengan rahasia baru.",
        en: "Under Certificates & secrets make a client secret. Note the day it ends: after that this account has to be connected again with a new one.",
      },
      {
        id: "Nyalakan IMAP dan Authenticated SMTP untuk kotak surat itu (admin.microsoft.com, Users, Mail, Manage email apps).",
        en: "Turn on IMAP and Authenticated SMTP for that mailbox (admin.microsoft.com, Users, Mail, Manage email apps).",
      },
      {
        id: "Isi Application (client) ID, Directory (tenant) ID, dan rahasianya di sini, tekan tombol di bawah, lalu masuk sebagai kotak surat itu.",
        en: "Fill in the Application (client) ID, the Directory (tenant) ID and the secret here, press the button below, and sign in as that mailbox.",
      },
    ],
    settings: microsoftSettings,
    secrets: consentSecrets,
    words: fieldWords,
    scopes: [
      {
        name: "https://outlook.office.com/IMAP.AccessAsUser.All",
        why: { id: "Membaca surel kotak ini.", en: "Read this mailbox's mail." },
      },
      {
        name: "https://outlook.office.com/SMTP.Send",
        why: { id: "Mengirim jawaban dari kotak ini.", en: "Send answers from this mailbox." },
      },
      {
        name: "offline_access",
        why: {
          id: "Tetap boleh sesudah peramban ditutup.",
          en: "Stay allowed after the browser is closed.",
        },
      },
    ],
  },
  {
    key: "token",
    kind: "secret",
    isRenewed: true,
    name: { id: "Token yang dibawa sendiri", en: "A token brought along" },
    steps: [
      {
        id: "Untuk server yang masuknya dengan XOAUTH2 selain Google dan Microsoft 365, atau bila persetujuan di peramban tidak mungkin. Daftarkan sebuah aplikasi dengan izin IMAP dan SMTP di penyedia surel kantor.",
        en: "For servers that are entered by XOAUTH2 other than Google's and Microsoft 365's, or where consent in a browser is not possible. Register an application with permission for IMAP and SMTP where the office has its mail.",
      },
      {
        id: "Ambil refresh token untuk kotak surat ini dengan aplikasi itu, lalu isikan di sini bersama alamat token dan nama aplikasinya.",
        en: "Get a refresh token for this mailbox with that application, then fill it in here with the token address and the application's id.",
      },
    ],
    settings: tokenSettings,
    secrets: tokenSecrets,
    words: fieldWords,
    scopes: [
      {
        name: "https://mail.google.com/",
        why: {
          id: "Google: membaca dan mengirim surel kotak ini.",
          en: "Google: read and send this mailbox's mail.",
        },
      },
      {
        name: "IMAP.AccessAsUser.All SMTP.Send offline_access",
        why: {
          id: "Microsoft 365: membaca dan mengirim surel kotak ini, juga nanti.",
          en: "Microsoft 365: read and send this mailbox's mail, also later.",
        },
      },
    ],
  },
];
