using System.Net;
using System.Net.Sockets;
using System.Text;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public sealed class PortHolderTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> taken = [];
    private readonly CancellationTokenSource ending = new();

    public PortHolderTests() => listener.Start();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        ending.Cancel();
        taken.ForEach(client => client.Dispose());
        listener.Dispose();
        ending.Dispose();
    }

    [Fact]
    public async Task Our_own_server_is_known_by_its_answer()
    {
        await using var served = await ServedFolder.StartAsync();

        (await FindAsync(served.Host.Port)).ShouldStartWith("OTA Tools, in another window or on a command line");
    }

    [Theory]
    [InlineData("SimpleHTTP/0.6 Python/3.11.7", "SimpleHTTP/0.6 Python/3.11.7")]
    [InlineData("a\u001b[31m\tb\u00e9 ", "a[31mb")]
    public async Task Another_web_server_is_named_as_it_names_itself_in_plain_characters(string server, string name)
    {
        Answer($"HTTP/1.0 200 OK\r\nServer: {server}\r\nContent-Length: 100000000\r\n\r\n");

        (await FindAsync(Port)).ShouldStartWith(name);
    }

    [Fact]
    public async Task A_name_that_is_long_is_cut()
    {
        Answer($"HTTP/1.0 200 OK\r\nServer: {new string('s', 61)}\r\n\r\n");

        (await FindAsync(Port)).ShouldNotBeNull().Count(c => c == 's').ShouldBeInRange(60, 80);
        PortHolder.Clean(new string('s', 61))!.Length.ShouldBe(60);
    }

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("")]
    public async Task A_listener_that_tells_nothing_is_known_by_its_process_where_the_system_tells(string answer)
    {
        Answer(answer);

        (await FindAsync(Port)).ShouldBe(OperatingSystem.IsLinux() ? OurProcess : null);
    }

    [Fact]
    public async Task A_listener_that_never_answers_holds_nobody_up()
    {
        var holder = await FindAsync(Port);

        holder.ShouldBe(OperatingSystem.IsLinux() ? OurProcess : null);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        _ = EachClientAsync(async stream =>
        {
            await stream.WriteAsync("HTTP/1.0 200 OK\r\n"u8.ToArray());
            while (true)
            {
                await stream.WriteAsync("X-More: 0123456789\r\n"u8.ToArray());
            }
        });

        (await FindAsync(Port)).ShouldBe(OperatingSystem.IsLinux() ? OurProcess : null);
    }

    [Fact]
    public async Task Nobody_is_nobody()
    {
        var port = Port;
        listener.Stop();

        (await FindAsync(port)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_who_is_in_its_way()
    {
        Answer("HTTP/1.0 200 OK\r\nServer: Another/1.0\r\n\r\n");
        using var folder = new TemporaryFolder();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => FirmwareHost.StartAsync(folder.Root, Port, true, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.PortInUse);
        failure.Message.ShouldContain($"Port {Port} is in use by Another/1.0");
        failure.Message.ShouldContain("another port");
    }

    [Fact]
    public void Sockets_that_listen_on_a_port_are_found_in_the_systems_table()
    {
        string[] table =
        [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000 100 0 0 10 0",
            "   1: 0100007F:1F40 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0000000000000000 100 0 0 10 0",
            "   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0000000000000000 100 0 0 10 0",
            "  10: 00000000000000000000000000000000:1F40 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4714",
            "",
        ];

        ListeningProcess.SocketsOf(table, 8000).ShouldBe(["4711", "4714"]);
    }

    private static string OurProcess => $"{File.ReadAllText("/proc/self/comm").Trim()}, process {Environment.ProcessId}";

    private static Task<string?> FindAsync(int port) => PortHolder.FindAsync(port, CancellationToken.None).Soon();

    private void Answer(string text) => _ = EachClientAsync(async stream =>
    {
        await stream.ReadAtLeastAsync(new byte[1024], 1, throwOnEndOfStream: false);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
    }, close: text.Length == 0);

    private async Task EachClientAsync(Func<NetworkStream, Task> answer, bool close = false)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                taken.Add(client);
                await answer(client.GetStream());
                if (close)
                {
                    client.Close();
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has seen enough, or the test is over.
        }
    }
}
