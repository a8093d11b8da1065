import HoldStrip from "./holds/hold-strip.tsx";
import SandboxStrip from "./sandbox/sandbox-strip.tsx";

/** What everybody must know of the office's voice on every page: that it is held, and that it only practises. */
export default function AccountStrips() {
  return (
    <>
      <HoldStrip />
      <SandboxStrip />
    </>
  );
}
