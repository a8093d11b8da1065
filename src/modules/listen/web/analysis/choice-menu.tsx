import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import css from "./trait-lines.module.css";

/** A value that is corrected by choosing another: its word is the button, the others are one press away. */
export function ChoiceMenu({
  label,
  value,
  shown,
  options,
  onChoose,
}: {
  label: string;
  value: string;
  /** How the value is said; it may say more than the option does. */
  shown: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={css["choice"]} aria-label={label}>
          {shown}
          <IconChevronDown size={13} stroke={1.9} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((one) => (
          <Menu.Item
            key={one.value}
            onClick={() => onChoose(one.value)}
            rightSection={one.value === value ? <IconCheck size={15} stroke={1.75} /> : undefined}
          >
            {one.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
