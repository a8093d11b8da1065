import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, rem } from "@mantine/core";

const ramp = (colors: string): MantineColorsTuple =>
  colors.split(" ").map((hex) => `#${hex}`) as unknown as MantineColorsTuple;

const tarum = ramp("eff3f9 dfe6f2 bccbe4 95add4 6d8cc0 476ba7 2b4a80 223c6a 1d355f 14213a");
const kuningan = ramp("fbf5e4 f6ecd0 f3dfa6 e6c977 d9b75c c2942f 9c7520 7d5e14 5a4715 332b16");
const saga = ramp("fdf1ec f9e3da f2c3b1 f0906f e0714c c9542f b2401f a8381b 7a2a15 3a2119");
const toska = ramp("edf7f5 dbeeea b0dcd4 6ccbbb 46ab9d 2e9184 1e7a6f 11655c 0d4c46 14312f");
const daluang = ramp("fdfcf8 f5f3ec ece9df dcd7c9 c6c0af a8a28f 8b8675 6d6959 4b483d 2b2923");
const malam = ramp("ece8dd b9bac2 9296a5 6c7488 2a3449 1d2639 151c2d 0e1422 0a0f1a 070b13");

/** Mantine gives behaviour (menus, dialogs, inputs); its look is mapped onto the desk's own tokens. */
export const theme = createTheme({
  colors: { tarum, kuningan, saga, toska, gray: daluang, dark: malam },
  primaryColor: "tarum",
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: "#161b2b",
  white: "#fdfcf8",
  respectReducedMotion: true,
  cursorType: "pointer",
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--serif)", fontWeight: "500", textWrap: "pretty" },
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(15), xl: rem(17.5) },
  lineHeights: { xs: "1.33", sm: "1.43", md: "1.43", lg: "1.47", xl: "1.54" },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(2), sm: rem(4), md: rem(6), lg: rem(6), xl: rem(6) },
  defaultRadius: "sm",
  shadows: { xs: "none", sm: "none", md: "var(--naik)", lg: "var(--naik)", xl: "var(--naik)" },
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    // A dialog's header is no banner of the page.
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: { header: { role: "presentation" } },
      },
    },
    Drawer: {
      defaultProps: {
        padding: "xl",
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: { header: { role: "presentation" } },
      },
    },
    // Nearly every field of the desk is needed; the one that is not says so in its help, which stands under the field.
    InputWrapper: {
      defaultProps: { withAsterisk: false, inputWrapperOrder: ["label", "input", "description", "error"] },
    },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", offset: 6 } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Popover: { defaultProps: { shadow: "md" } },
  },
});

const mapped = {
  "--mantine-color-body": "var(--lembar)",
  "--mantine-color-text": "var(--tinta)",
  "--mantine-color-dimmed": "var(--tinta-2)",
  "--mantine-color-placeholder": "var(--tinta-3)",
  "--mantine-color-default": "var(--lembar)",
  "--mantine-color-default-hover": "var(--cekung)",
  "--mantine-color-default-color": "var(--tinta)",
  "--mantine-color-default-border": "var(--garis-kuat)",
  "--mantine-color-error": "var(--saga)",
  "--mantine-color-anchor": "var(--tarum)",
  "--mantine-color-disabled": "var(--cekung)",
  "--mantine-color-disabled-color": "var(--tinta-3)",
  "--mantine-color-disabled-border": "var(--garis)",
  "--mantine-primary-color-filled": "var(--tarum)",
  "--mantine-primary-color-filled-hover": "var(--tarum-kuat)",
  "--mantine-primary-color-contrast": "var(--di-tarum)",
};

/** Our tokens are the source; Mantine's variables point at them. The tokens change with the theme, the mapping does not. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: mapped,
  dark: mapped,
});
