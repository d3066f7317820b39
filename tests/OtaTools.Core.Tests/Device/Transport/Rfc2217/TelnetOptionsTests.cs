using OtaTools.Core.Device.Transport.Rfc2217;

namespace OtaTools.Core.Tests.Device.Transport.Rfc2217;

public class TelnetOptionsTests
{
    private const byte Echo = 1;

    private readonly TelnetOptions options = new();

    [Fact]
    public void The_first_question_holds_no_control_character() => options.AskForComPort().ShouldAllBe(b => b >= ' ');

    [Fact]
    public void What_was_asked_for_needs_no_answer()
    {
        options.AskForComPort().ShouldBe(new byte[] { 255, Telnet.Will, 44 });

        Receive(Telnet.Do, 44).ShouldBeEmpty();
        options.ComPortAccepted.ShouldBe(true);
    }

    [Fact]
    public void A_refusal_is_known_and_needs_no_answer()
    {
        options.AskForComPort();

        Receive(Telnet.Dont, 44).ShouldBeEmpty();
        options.ComPortAccepted.ShouldBe(false);
    }

    [Fact]
    public void What_the_far_end_offers_first_is_taken_where_it_serves_and_refused_elsewhere()
    {
        Receive(Telnet.Will, Telnet.Binary).ShouldBe(new byte[] { 255, Telnet.Do, Telnet.Binary });
        Receive(Telnet.Will, Echo).ShouldBe(new byte[] { 255, Telnet.Dont, Echo });
        Receive(Telnet.Do, Echo).ShouldBe(new byte[] { 255, Telnet.Wont, Echo });
        options.ComPortAccepted.ShouldBeNull();
    }

    [Fact]
    public void Only_a_change_is_answered()
    {
        Receive(Telnet.Will, Telnet.Binary);

        Receive(Telnet.Will, Telnet.Binary).ShouldBeEmpty();
        Receive(Telnet.Wont, Echo).ShouldBeEmpty();
        Receive(Telnet.Wont, Telnet.Binary).ShouldBe(new byte[] { 255, Telnet.Dont, Telnet.Binary });
        options.AskForBinary().ShouldBe(new byte[] { 255, Telnet.Will, Telnet.Binary, 255, Telnet.Do, Telnet.Binary });
    }

    /// <summary>Two ends that both ask and answer come to rest.</summary>
    [Fact]
    public void Two_of_us_agree_and_fall_silent()
    {
        var other = new TelnetOptions();
        var toOther = new Queue<byte[]>([options.AskForComPort(), options.AskForBinary()]);
        var toUs = new Queue<byte[]>([other.AskForComPort(), other.AskForBinary()]);
        for (var sent = 0; toOther.Count + toUs.Count > 0; sent++)
        {
            sent.ShouldBeLessThan(20);
            Deliver(toOther, other, toUs);
            Deliver(toUs, options, toOther);
        }

        (options.ComPortAccepted, other.ComPortAccepted).ShouldBe((true, true));
    }

    private static void Deliver(Queue<byte[]> queue, TelnetOptions receiver, Queue<byte[]> answers)
    {
        while (queue.TryDequeue(out var bytes))
        {
            foreach (var message in bytes.Chunk(3))
            {
                answers.Enqueue(receiver.Receive(new TelnetMessage(message[1], message[2], [])));
            }
        }
    }

    private byte[] Receive(byte verb, byte option) => options.Receive(new TelnetMessage(verb, option, []));
}
