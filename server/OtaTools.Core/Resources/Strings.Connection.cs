namespace OtaTools.Core;

/// <summary>Whether a board reaches this computer: causes, fixes, what each side saw, and what addresses are.</summary>
internal static partial class Strings
{
    public static string CheckEntering(object device) => Format(nameof(CheckEntering), device);

    public static string CheckJoining() => Format(nameof(CheckJoining));

    public static string CheckFetching(object url) => Format(nameof(CheckFetching), url);

    public static string CheckGateway(object gateway) => Format(nameof(CheckGateway), gateway);

    public static string CauseOk(object url) => Format(nameof(CauseOk), url);

    public static string CauseOkElsewhere(object url, object configured) => Format(nameof(CauseOkElsewhere), url, configured);

    public static string CauseNoWifi() => Format(nameof(CauseNoWifi));

    public static string CauseNoConfiguration() => Format(nameof(CauseNoConfiguration));

    public static string CauseNoSuchNetwork(object ssid) => Format(nameof(CauseNoSuchNetwork), ssid);

    public static string CauseWrongPassword(object ssid) => Format(nameof(CauseWrongPassword), ssid);

    public static string CauseNoAddressFromRouter(object ssid) => Format(nameof(CauseNoAddressFromRouter), ssid);

    public static string CauseNotJoined(object ssid, object status) => Format(nameof(CauseNotJoined), ssid, status);

    public static string CauseAnotherSubnet(object board, object computer) => Format(nameof(CauseAnotherSubnet), board, computer);

    public static string CauseClientIsolation(object ssid) => Format(nameof(CauseClientIsolation), ssid);

    public static string CauseFirewallDrops(object port) => Format(nameof(CauseFirewallDrops), port);

    public static string CauseFirewallRejects(object port) => Format(nameof(CauseFirewallRejects), port);

    public static string CauseWrongInterface(object address, object kind) => Format(nameof(CauseWrongInterface), address, kind);

    public static string CauseWrongInterfaceBetter(object address, object kind, object better) => Format(nameof(CauseWrongInterfaceBetter), address, kind, better);

    public static string CauseStaleAddress(object url, object better) => Format(nameof(CauseStaleAddress), url, better);

    public static string CauseStaleSetting(object address) => Format(nameof(CauseStaleSetting), address);

    public static string CauseServerNotRunning(object url) => Format(nameof(CauseServerNotRunning), url);

    public static string CauseServerNotListening(object url) => Format(nameof(CauseServerNotListening), url);

    public static string CauseWrongPort(object configured, object port) => Format(nameof(CauseWrongPort), configured, port);

    public static string CauseAnotherProgram(object url, object program) => Format(nameof(CauseAnotherProgram), url, program);

    public static string CauseContainerBetween(object address) => Format(nameof(CauseContainerBetween), address);

    public static string CauseWslBetween(object address) => Format(nameof(CauseWslBetween), address);

    public static string CauseVirtualMachineBetween(object address) => Format(nameof(CauseVirtualMachineBetween), address);

    public static string CauseRemoteBetween(object address) => Format(nameof(CauseRemoteBetween), address);

    public static string CauseBrokenNetwork(object ssid, object gateway) => Format(nameof(CauseBrokenNetwork), ssid, gateway);

    public static string CauseNameNotFound(object host) => Format(nameof(CauseNameNotFound), host);

    public static string CauseUnknown(object url) => Format(nameof(CauseUnknown), url);

    public static string FixNoWifi() => Format(nameof(FixNoWifi));

    public static string FixConfigureWifi() => Format(nameof(FixConfigureWifi));

    public static string FixNoSuchNetwork() => Format(nameof(FixNoSuchNetwork));

    public static string FixWrongPassword() => Format(nameof(FixWrongPassword));

    public static string FixNoAddressFromRouter() => Format(nameof(FixNoAddressFromRouter));

    public static string FixNotJoined(object mac) => Format(nameof(FixNotJoined), mac);

    public static string FixAnotherSubnet(object ssid) => Format(nameof(FixAnotherSubnet), ssid);

    public static string FixClientIsolation() => Format(nameof(FixClientIsolation));

    public static string FixFirewallLinux(object port) => Format(nameof(FixFirewallLinux), port);

    public static string FixFirewallUfw(object port) => Format(nameof(FixFirewallUfw), port);

    public static string FixFirewallFirewalld(object port) => Format(nameof(FixFirewallFirewalld), port);

    public static string FixFirewallWindows(object port) => Format(nameof(FixFirewallWindows), port);

    public static string FixFirewallMac() => Format(nameof(FixFirewallMac));

    public static string FixChooseAddress() => Format(nameof(FixChooseAddress));

    public static string FixChooseBetter(object address) => Format(nameof(FixChooseBetter), address);

    public static string FixStaleAddress() => Format(nameof(FixStaleAddress));

    public static string FixServerNotRunning() => Format(nameof(FixServerNotRunning));

    public static string FixAnotherProgram() => Format(nameof(FixAnotherProgram));

    public static string FixContainer(object port) => Format(nameof(FixContainer), port);

    public static string FixWsl(object port) => Format(nameof(FixWsl), port);

    public static string FixVirtualMachine(object port) => Format(nameof(FixVirtualMachine), port);

    public static string FixRemote() => Format(nameof(FixRemote));

    public static string FixBrokenNetwork() => Format(nameof(FixBrokenNetwork));

    public static string FixNameNotFound() => Format(nameof(FixNameNotFound));

    public static string FixUnknown() => Format(nameof(FixUnknown));

    public static string SideBoardWifi() => Format(nameof(SideBoardWifi));

    public static string SideBoardAddress() => Format(nameof(SideBoardAddress));

    public static string SideBoardTo(object url) => Format(nameof(SideBoardTo), url);

    public static string SideBoardGateway() => Format(nameof(SideBoardGateway));

    public static string SideBoardUrl() => Format(nameof(SideBoardUrl));

    public static string SideServer() => Format(nameof(SideServer));

    public static string SideArrived() => Format(nameof(SideArrived));

    public static string SideAddress() => Format(nameof(SideAddress));

    public static string SideToBoard() => Format(nameof(SideToBoard));

    public static string SideAround() => Format(nameof(SideAround));

    public static string SeenNoWifi() => Format(nameof(SeenNoWifi));

    public static string SeenNoNetworks() => Format(nameof(SeenNoNetworks));

    public static string SeenJoined(object ssid, object signal) => Format(nameof(SeenJoined), ssid, signal);

    public static string SeenSignal(object channel, object rssi) => Format(nameof(SeenSignal), channel, rssi);

    public static string SeenTried(object ssid, object status) => Format(nameof(SeenTried), ssid, status);

    public static string SeenAssociated(object ssid) => Format(nameof(SeenAssociated), ssid);

    public static string SeenInScan(object count, object channel, object rssi) => Format(nameof(SeenInScan), count, channel, rssi);

    public static string SeenNotInScan(object others) => Format(nameof(SeenNotInScan), others);

    public static string SeenAddress(object address, object network, object gateway) => Format(nameof(SeenAddress), address, network, gateway);

    public static string SeenAnswered() => Format(nameof(SeenAnswered));

    public static string SeenAnotherAnswer(object answer) => Format(nameof(SeenAnotherAnswer), answer);

    public static string SeenHushed() => Format(nameof(SeenHushed));

    public static string SeenRefused(object errno) => Format(nameof(SeenRefused), errno);

    public static string SeenSilent() => Format(nameof(SeenSilent));

    public static string SeenUnreachable(object errno) => Format(nameof(SeenUnreachable), errno);

    public static string SeenNameNotFound() => Format(nameof(SeenNameNotFound));

    public static string SeenGatewayAnswers(object gateway) => Format(nameof(SeenGatewayAnswers), gateway);

    public static string SeenGatewaySilent(object gateway) => Format(nameof(SeenGatewaySilent), gateway);

    public static string SeenServing(object port) => Format(nameof(SeenServing), port);

    public static string SeenForTheCheck(object port) => Format(nameof(SeenForTheCheck), port);

    public static string SeenTaken(object port, object holder) => Format(nameof(SeenTaken), port, holder);

    public static string SeenTakenUnknown() => Format(nameof(SeenTakenUnknown));

    public static string SeenOff(object port) => Format(nameof(SeenOff), port);

    public static string SeenArrived(object address) => Format(nameof(SeenArrived), address);

    public static string SeenNotArrived() => Format(nameof(SeenNotArrived));

    public static string SeenOwnAddress(object address, object name, object kind) => Format(nameof(SeenOwnAddress), address, name, kind);

    public static string SeenNotOwn(object address) => Format(nameof(SeenNotOwn), address);

    public static string SeenReached() => Format(nameof(SeenReached));

    public static string SeenNotReached() => Format(nameof(SeenNotReached));

    public static string SeenNoNetwork() => Format(nameof(SeenNoNetwork));

    public static string KindWifi() => Format(nameof(KindWifi));

    public static string KindEthernet() => Format(nameof(KindEthernet));

    public static string KindLan() => Format(nameof(KindLan));

    public static string KindPhoneTether() => Format(nameof(KindPhoneTether));

    public static string KindHotspot() => Format(nameof(KindHotspot));

    public static string KindVpn() => Format(nameof(KindVpn));

    public static string KindContainerBridge() => Format(nameof(KindContainerBridge));

    public static string KindContainer() => Format(nameof(KindContainer));

    public static string KindVirtualMachines() => Format(nameof(KindVirtualMachines));

    public static string KindVirtualMachine() => Format(nameof(KindVirtualMachine));

    public static string KindWsl() => Format(nameof(KindWsl));

    public static string KindLinkLocal() => Format(nameof(KindLinkLocal));

    public static string KindLoopback() => Format(nameof(KindLoopback));

    public static string AboutLan() => Format(nameof(AboutLan));

    public static string AboutPhoneTether() => Format(nameof(AboutPhoneTether));

    public static string AboutHotspot() => Format(nameof(AboutHotspot));

    public static string AboutVpn() => Format(nameof(AboutVpn));

    public static string AboutContainerBridge() => Format(nameof(AboutContainerBridge));

    public static string AboutContainer() => Format(nameof(AboutContainer));

    public static string AboutVirtualMachines() => Format(nameof(AboutVirtualMachines));

    public static string AboutVirtualMachine() => Format(nameof(AboutVirtualMachine));

    public static string AboutWsl() => Format(nameof(AboutWsl));

    public static string AboutLinkLocal() => Format(nameof(AboutLinkLocal));

    public static string AboutLoopback() => Format(nameof(AboutLoopback));

    public static string AroundCodespace() => Format(nameof(AroundCodespace));

    public static string AroundContainer(object fix) => Format(nameof(AroundContainer), fix);

    public static string AroundWsl(object fix) => Format(nameof(AroundWsl), fix);

    public static string AroundVirtualMachine(object fix) => Format(nameof(AroundVirtualMachine), fix);

    public static string AroundRemote() => Format(nameof(AroundRemote));
}
