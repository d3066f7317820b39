using System.CommandLine;
using System.Net;
using OtaTools.Core.Fleet;
using OtaTools.Core.Serving;
using OtaTools.Server.Features.Serving;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class ServeCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = Messages.ArgumentFolder(), DefaultValueFactory = _ => "." };
        var command = new Command("serve", Messages.ServeDescription()) { folder, options.Port, options.Address, options.Device, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(options.Json);
            var address = ServingAddress.IfAny(parsed.GetValue(options.Address), parsed.GetValue(options.Device));
            if (address is null)
            {
                console.Note(Messages.OnlyThisComputer());
                address = IPAddress.Loopback;
            }

            var port = ServingAddress.RequirePort(parsed.GetValue(options.Port));
            var root = parsed.GetRequiredValue(folder);
            var fleets = new Fleets();
            fleets.Noted += console.Note;
            await using var host = await FirmwareHost.StartAsync(root, port, IPAddress.IsLoopback(address), fleets.Of(root).Serve(), cancellationToken);
            var url = $"http://{address}:{host.Port}/";
            console.Out(json ? ContractSerializer.ToLine(new ServingState(true, host.Port, url, host.Folder.Root)) : Messages.Serving(host.Folder.Root, url));
            host.Transfers.Changed += transfer =>
            {
                if (json)
                {
                    console.Out(ContractSerializer.ToLine(new ReportedTransfer(transfer)));
                }
                else if (transfer.State != TransferState.Running)
                {
                    console.Out(TransferLine.Of(transfer));
                }
                else if (transfer.BytesTotal > 0)
                {
                    console.Progress($"{transfer.Board}  {transfer.Path}  {transfer.BytesSent * 100 / transfer.BytesTotal} %");
                }
            };
            host.Boards.Changed += (now, before) =>
            {
                var board = new ReportedBoard(now, before);
                if (json)
                {
                    console.Out(ContractSerializer.ToLine(board));
                }
                else if (board.Line is { } line)
                {
                    console.Out(line);
                }
            };
            await ServeUntilStopped.RunAsync(host, console, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
