import { Alert, Modal } from "antd";

interface HandoverProps {
  readonly title: string;
  readonly loginName: string;
  readonly initialPassword: string;
  readonly onClose: () => void;
}

/** Shown once: the server keeps only a hash, so nobody can look the password up again. */
export const Handover = ({ title, loginName, initialPassword, onClose }: HandoverProps) => (
  <Modal
    open
    title={title}
    okText="已交给本人，关闭"
    onOk={onClose}
    cancelButtonProps={{ style: { display: "none" } }}
    closable={false}
    keyboard={false}
    mask={{ closable: false }}
  >
    <dl className="handover">
      <dt>登录名</dt>
      <dd>{loginName}</dd>
      <dt>初始密码</dt>
      <dd>{initialPassword}</dd>
    </dl>
    <Alert
      type="warning"
      showIcon
      title="初始密码只显示这一次。请当面或用其他可靠方式交给本人；安全管理员启用账号后，本人首次登录须修改密码。"
    />
  </Modal>
);
